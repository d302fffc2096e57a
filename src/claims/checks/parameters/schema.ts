import { z } from 'zod';
import { claimedNumber } from '../../claimed.ts';

/** Parameters counted from a `config.json`, written out here: `claimed: { total: { value: 671, unit: Gparameter } }`. */
export const parametersSchema = z.strictObject({
  kind: z.literal('parameters'),
  config: z.record(z.string().max(64), z.unknown()),
  claimed: z
    .strictObject({ total: claimedNumber.optional(), active: claimedNumber.optional() })
    .refine(({ total, active }) => total !== undefined || active !== undefined, 'say total or active'),
});
