import { HALVING, NOT_NEGATIVE, POSITIVE } from '../../allowed.ts';
import { requirePositive } from '../../claim-error.ts';
import type { Model } from '../../model.ts';

/**
 * The compute that a result takes, later: half of it every `halving` (A. Ho et al., arXiv:2403.05812). The source measures
 * pre-training compute at a fixed perplexity, 2012 to 2023, and so says nothing of cost or of tasks. See `fit.ts` for where
 * the halving time comes from, and `scale.ts` for the rival view that gains depend on scale.
 */
export const algorithmicProgressModel: Model<'compute' | 'months' | 'halving'> = {
  id: 'algorithmic-progress',
  title: 'Compute for the same result, later',
  equation: 'compute · 2^(-months / halving)',
  source: 'arXiv:2403.05812',
  inputs: {
    compute: { unit: 'FLOP', allowed: POSITIVE, about: 'compute of the first run' },
    months: { unit: 'month', allowed: NOT_NEGATIVE, about: 'from the first run to the later one' },
    halving: { unit: 'month', allowed: HALVING, about: 'in which algorithms halve the compute' },
  },
  output: { name: 'compute', unit: 'FLOP' },
  evaluate({ compute, months, halving }) {
    requirePositive(compute, 'the compute');
    requirePositive(halving, 'the halving time');
    return compute * 2 ** (-months / halving);
  },
};

/**
 * The halving time that two runs of the same result imply, in months.
 * @throws ClaimError where the later run took no less compute
 */
export function impliedHalving(earlier: number, later: number, months: number): number {
  requirePositive(Math.log2(earlier / later), 'the number of halvings');
  requirePositive(months, 'the time between them');
  return months / Math.log2(earlier / later);
}
