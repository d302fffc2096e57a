import { HALVING, NOT_NEGATIVE, POSITIVE, SHARE } from '../../allowed.ts';
import { requireNotNegative, requirePositive, requireShare } from '../../claim-error.ts';
import type { Model } from '../../model.ts';

type In = 'compute' | 'months' | 'halving' | 'peak' | 'mfu' | 'rent';

/**
 * What a run of the same result costs later, at the rents of that day: algorithms halve the compute that it takes every
 * `halving` (A. Ho et al., arXiv:2403.05812), and rents hold what hardware gained, so that no trend of hardware is applied.
 */
export const equivalentRunModel: Model<In> = {
  id: 'equivalent-run',
  title: 'Cost of an equivalent run at current rents',
  equation: 'cost = compute · 2^(-months / halving) / (peak · mfu · 3600 s/h) · rent',
  source: 'arXiv:2403.05812; rents as quoted',
  inputs: {
    compute: { unit: 'FLOP', allowed: POSITIVE, about: 'compute of the first run' },
    months: { unit: 'month', allowed: NOT_NEGATIVE, about: 'from the first run to the later one' },
    halving: { unit: 'month', allowed: HALVING, about: 'in which algorithms halve the compute that a result takes' },
    peak: { unit: 'FLOP/s/chip', allowed: POSITIVE, about: 'dense peak of the rented chip' },
    mfu: { unit: '1', allowed: SHARE, about: 'share of the peak that the training reaches' },
    rent: { unit: 'USD/chip/h', allowed: NOT_NEGATIVE, about: 'rent of the chip at the later time' },
  },
  output: { name: 'cost', unit: 'USD' },
  evaluate({ compute, months, halving, peak, mfu, rent }) {
    requirePositive(compute, 'the compute');
    requirePositive(halving, 'the halving time');
    requirePositive(peak, 'the peak');
    requireShare(mfu, 'the utilisation');
    requireNotNegative(rent, 'the rent');
    return ((compute * 2 ** (-months / halving)) / (peak * mfu * 3600)) * rent;
  },
};
