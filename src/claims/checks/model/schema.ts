import { z } from 'zod';
import { assumptionSets, claimedNumber, kebab } from '../../claimed.ts';

/**
 * A number that an equation of `src/claims/models` gives, under one or several sets of assumptions.
 * `{ kind: model, model: rental-cost, claimed: { value: 5.6, unit: MUSD }, sets: [{ id, title, as: source, assume: { hours: { record: v3.hours.total }, rent: { record: v3.price } } }] }`
 */
export const modelSchema = z.strictObject({
  kind: z.literal('model'),
  model: kebab,
  claimed: claimedNumber,
  sets: assumptionSets,
});
