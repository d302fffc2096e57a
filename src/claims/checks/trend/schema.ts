import { z } from 'zod';
import { recordId, words } from '../../claimed.ts';

/**
 * That something rises or falls, held against series: records of one unit in the order of their dates, or a record of a rate
 * (`OOM/year`: above 0 rises; `factor/year`: above 1 rises). `turned: true` where a rise of the series is a fall of what is
 * claimed, as of price where price-performance is. Only what was published by the day of the check counts.
 */
export const trendSchema = z.strictObject({
  kind: z.literal('trend'),
  claimed: z.enum(['rises', 'falls']),
  series: z
    .array(
      z.union([
        z.strictObject({ title: words, records: z.array(recordId).min(2).max(50), turned: z.literal(true).optional() }),
        z.strictObject({ title: words, rate: recordId, turned: z.literal(true).optional() }),
      ]),
    )
    .min(1)
    .max(20),
});
