import { z } from 'zod';
import { date, status, words } from '../../claimed.ts';

const scored = z
  .strictObject({ solved: z.int().nonnegative(), items: z.int().positive() })
  .refine(({ solved, items }) => solved <= items, 'more were solved than there are items');

/**
 * That one model matches another: `results` on benchmarks, each with its harness and the difference in the share solved that
 * would not matter (`margin`). `names` lists the benchmarks that the claim itself names; without one it says nothing that can be
 * tested, and results show only where it would hold.
 */
export const equivalenceSchema = z.strictObject({
  kind: z.literal('equivalence'),
  claimed: z.enum(['matches', 'better', 'worse']),
  names: z.array(words).max(20).default([]),
  alpha: z.number().gt(0).lt(0.5).default(0.05),
  results: z
    .array(
      z.strictObject({
        benchmark: words,
        harness: words,
        margin: z.number().gt(0).lt(1),
        first: scored,
        second: scored,
        source: words,
        status,
        /** The day that it was published; without one it is of the day of the claim. */
        as_of: date.optional(),
      }),
    )
    .max(50)
    .default([]),
});
