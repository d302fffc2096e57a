import { z } from 'zod';
import { assumptionSets, kebab } from '../../claimed.ts';

/**
 * That training compute is over or under a threshold of law (ids of `src/claims/export-controls/thresholds.ts`:
 * `eu-systemic-risk` at 1e25 FLOP, `eu-general-purpose`, `us-4e091`), by a model that gives FLOP.
 */
export const thresholdSchema = z.strictObject({
  kind: z.literal('threshold'),
  threshold: kebab,
  claimed: z.enum(['over', 'under']),
  model: kebab.default('training-compute'),
  sets: assumptionSets,
});
