import { POSITIVE } from '../../allowed.ts';
import { ClaimError, requirePositive } from '../../claim-error.ts';
import type { Model } from '../../model.ts';

/**
 * How long until a smaller budget reaches what a greater one reached: ln(leader / follower) / ln(efficiency · growth) (K. Pilz,
 * L. Heim, N. Brown, arXiv:2311.15377; the closed form is Assay's). With both static, growth is 1. Observed lags are shorter:
 * leaders publish, and distillation transfers.
 */
export const diffusionLagModel: Model<'leader' | 'follower' | 'efficiency' | 'growth'> = {
  id: 'diffusion-lag',
  title: 'Lag of a follower',
  equation: 'lag = ln(leader / follower) / ln(efficiency · growth)',
  source: 'arXiv:2311.15377',
  inputs: {
    leader: { unit: 'USD', allowed: POSITIVE, about: 'budget that reached the capability first' },
    follower: { unit: 'USD', allowed: POSITIVE, about: 'budget of the follower' },
    efficiency: {
      unit: 'factor/year',
      allowed: POSITIVE,
      about: 'yearly gain of capability per dollar: algorithms and hardware',
    },
    growth: { unit: 'factor/year', allowed: POSITIVE, about: "yearly growth of the follower's budget", default: 1 },
  },
  output: { name: 'lag', unit: 'year' },
  evaluate({ leader, follower, efficiency, growth }) {
    requirePositive(leader, "the leader's budget");
    requirePositive(follower, "the follower's budget");
    if (!(efficiency * growth > 1)) throw new ClaimError('no-solution', 'without a gain a year nobody catches up');
    return Math.log(leader / follower) / Math.log(efficiency * growth);
  },
};
