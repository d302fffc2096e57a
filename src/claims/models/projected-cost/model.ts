import { ANY, HALVING, NOT_NEGATIVE, POSITIVE } from '../../allowed.ts';
import { requirePositive } from '../../claim-error.ts';
import type { Model } from '../../model.ts';

/**
 * A cost carried forward in time: algorithms halve the compute, and hardware gains so many orders of magnitude a year for the
 * dollar. For costs of their own day; a current rent has the hardware's gain in it already. Both trends as in
 * arXiv:2405.21015 and arXiv:2403.05812.
 */
export const projectedCostModel: Model<'cost' | 'algorithmMonths' | 'halving' | 'hardwareTime' | 'hardware'> = {
  id: 'projected-cost',
  title: 'Cost carried forward',
  equation: 'cost · 2^(-algorithmMonths / halving) · 10^(-hardware · hardwareTime)',
  source: 'arXiv:2403.05812; arXiv:2405.21015',
  inputs: {
    cost: { unit: 'USD', allowed: POSITIVE, about: 'cost of the first run, in its own day' },
    algorithmMonths: { unit: 'month', allowed: NOT_NEGATIVE, about: 'over which algorithms improve' },
    halving: { unit: 'month', allowed: HALVING, about: 'in which algorithms halve the compute that a result takes' },
    hardwareTime: {
      unit: 'year',
      allowed: NOT_NEGATIVE,
      about: 'over which hardware improves',
      default: 0,
      trend: 'hardware',
    },
    hardware: { unit: 'OOM/year', allowed: ANY, about: 'price-performance of hardware', default: 0.14 },
  },
  output: { name: 'cost', unit: 'USD' },
  evaluate({ cost, algorithmMonths, halving, hardwareTime, hardware }) {
    requirePositive(cost, 'the cost');
    requirePositive(halving, 'the halving time');
    return cost * 2 ** (-algorithmMonths / halving) * 10 ** (-hardware * hardwareTime);
  },
};
