import { z } from 'zod';
import { claimedNumber, recordId, words } from '../../claimed.ts';

/**
 * A number held against published ones with their intervals. Where the claim says it of another thing than was measured, both
 * are named: `says: cost of training`, `measures: pre-training compute at a fixed perplexity`.
 */
export const recordSchema = z
  .strictObject({
    kind: z.literal('record'),
    records: z.array(recordId).min(1).max(20),
    claimed: claimedNumber,
    says: words.optional(),
    measures: words.optional(),
  })
  .refine(({ says, measures }) => (says === undefined) === (measures === undefined), 'says and measures go together');
