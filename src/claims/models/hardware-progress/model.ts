import { ANY } from '../../allowed.ts';
import { requirePositive } from '../../claim-error.ts';
import type { Model } from '../../model.ts';
import { monthsBetween } from '../../units/basis.ts';
import { quantity, type Quantity } from '../../units/quantity.ts';

/**
 * By how much hardware of a later time does more for a dollar: 10^(rate · time). For chips as they are bought (arXiv:2405.21015;
 * 0.14 OOM a year). What chips rent for is another series: it fell more slowly, and rose in 2026.
 */
export const hardwareProgressModel: Model<'rate' | 'time'> = {
  id: 'hardware-progress',
  title: 'Hardware price-performance',
  equation: 'gain = 10^(rate · time)',
  source: 'arXiv:2405.21015',
  inputs: {
    rate: { unit: 'OOM/year', allowed: ANY, about: 'orders of magnitude a year', default: 0.14 },
    time: { unit: 'year', allowed: ANY, about: 'over which hardware improves', trend: 'hardware' },
  },
  output: { name: 'gain', unit: 'factor' },
  evaluate: ({ rate, time }) => 10 ** (rate * time),
};

/** Time over which hardware improves, for a product that must not meet a rent of later than `from`. */
export const hardwareTime = (from: string, to: string): Quantity =>
  quantity(monthsBetween(from, to), 'month', { asOf: to, holds: [{ kind: 'hardware-trend', from, to }] });

/** Years in which a rate in OOM a year doubles. */
export function doublingYears(rate: number): number {
  requirePositive(rate, 'the rate');
  return Math.log10(2) / rate;
}
