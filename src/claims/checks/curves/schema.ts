import { z } from 'zod';
import { kebab, recordId, words } from '../../claimed.ts';

const positive = z.number().positive().max(1e30);
/** A number, bounds, or a record with its interval: then what is claimed has to be so at each end. */
const known = z.union([
  positive,
  z.strictObject({ record: recordId }),
  z.strictObject({ low: positive, high: positive }).refine(({ low, high }) => low < high, 'low lies below high'),
]);

/**
 * That a quantity of the access and performance effects (arXiv:2311.15377) rises or falls over so many years: performance of the
 * `leader` or the `follower`, the `advantage` between them, the budget for `access`, the number of `actors`. `as: source` is the
 * world that the claim assumes; the others show what it hangs on.
 */
export const curvesSchema = z.strictObject({
  kind: z.literal('curves'),
  of: z.enum(['leader', 'follower', 'advantage', 'access', 'actors']),
  claimed: z.enum(['rises', 'falls']),
  worlds: z
    .array(
      z.strictObject({
        id: kebab,
        title: words,
        as: z.literal('source').optional(),
        performance: z.union([
          z.strictObject({ kind: z.literal('logarithm') }),
          z.strictObject({ kind: z.literal('ceiling'), ceiling: positive, k: positive, alpha: positive }),
        ]),
        /** Months in which algorithms halve the compute, and OOM a year that hardware gains. */
        halving: known,
        hardware: known,
        /** Budgets in dollars, and by what both grow a year. */
        leader: known,
        follower: known,
        growth: known.default(1),
        /** `independent`, or `dependent`: small runs gain less (arXiv:2511.21622). */
        scale: z.enum(['independent', 'dependent']).default('independent'),
        flopPerDollar: known.default(3e17),
        pareto: known.default(1),
        years: known.default(2),
      }),
    )
    .min(1)
    .max(20),
});
