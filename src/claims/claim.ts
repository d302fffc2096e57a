import { z } from 'zod';
import { curvesSchema } from './checks/curves/schema.ts';
import { equivalenceSchema } from './checks/equivalence/schema.ts';
import { eventSchema } from './checks/event/schema.ts';
import { holdoutSchema } from './checks/holdout/schema.ts';
import { modelSchema } from './checks/model/schema.ts';
import { parametersSchema } from './checks/parameters/schema.ts';
import { ratioSchema } from './checks/ratio/schema.ts';
import { recordSchema } from './checks/record/schema.ts';
import { thresholdSchema } from './checks/threshold/schema.ts';
import { trendSchema } from './checks/trend/schema.ts';
import { claimId, date, recordId, status, words } from './claimed.ts';

/** What a claim file says. Strict: a word that is not known is a mistake of its writer, never ignored. */

/**
 * Another reading or estimate: with a record where it has a number, with its own source where it has none. It is of the day of the
 * record, or of `as_of`, or without these of the day of the claim.
 */
const rival = z
  .strictObject({ says: words, source: words.optional(), record: recordId.optional(), as_of: date.optional() })
  .refine(({ source, record }) => source !== undefined || record !== undefined, 'a rival has a source or a record');

const claimSchema = z.strictObject({
  id: claimId,
  /** The words, or where quoting is not licensed a faithful account of them: then `paraphrase: true`. */
  sentence: words,
  paraphrase: z.literal(true).optional(),
  by: words,
  on: date,
  source: words,
  status,
  about: words,
  /** Each is a folder in `checks/`, and there its words are explained. */
  check: z.discriminatedUnion('kind', [
    modelSchema,
    recordSchema,
    ratioSchema,
    trendSchema,
    holdoutSchema,
    equivalenceSchema,
    eventSchema,
    thresholdSchema,
    parametersSchema,
    curvesSchema,
  ]),
  rivals: z.array(rival).max(20).default([]),
  caveats: z.array(words).max(20).default([]),
});
export type Claim = z.infer<typeof claimSchema>;

export const claimFileSchema = z.strictObject({
  version: z.literal(1),
  claims: z
    .array(claimSchema)
    .min(1)
    .max(200)
    .refine((claims) => new Set(claims.map(({ id }) => id)).size === claims.length, 'two claims have one id'),
});
