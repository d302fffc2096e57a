import { z } from 'zod';
import { date, status, words } from '../../claimed.ts';

/** `as_of`: the day that it was published; without one it is of the day of the claim. */
const about = { title: words, source: words, status, as_of: date.optional() };

/**
 * That more thinking makes a score predictably better, held against curves: points of tokens and score (8 amounts of tokens or
 * more: the half with fewer predicts the other), or what a publication found where its points are not at hand.
 */
export const holdoutSchema = z.strictObject({
  kind: z.literal('holdout'),
  claimed: z.literal('predictable'),
  curves: z
    .array(
      z.union([
        z.strictObject({
          ...about,
          points: z
            .array(z.strictObject({ tokens: z.number().positive(), score: z.number() }))
            .min(3)
            .max(1000),
        }),
        z.strictObject({ ...about, found: z.enum(['rises', 'levels-off', 'falls']) }),
      ]),
    )
    .max(20),
});
