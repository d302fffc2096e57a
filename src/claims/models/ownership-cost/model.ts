import { NOT_ALL, NOT_NEGATIVE, POSITIVE } from '../../allowed.ts';
import { requireNotNegative, requirePositive } from '../../claim-error.ts';
import type { Model } from '../../model.ts';

type In = 'hours' | 'price' | 'serverOverhead' | 'age' | 'depreciation' | 'network' | 'energyPerHour' | 'electricity';

/**
 * What chip hours cost an owner: the value that servers and network lose meanwhile, and electricity. A chip is worth its
 * price, less what newer ones gained since it was bought; it goes on losing at that rate (B. Cottier et al.,
 * arXiv:2405.21015, section 2 and appendix A). No staff, no failed runs, no idle time.
 */
export const ownershipCostModel: Model<In> = {
  id: 'ownership-cost',
  title: 'Cost by amortised ownership',
  equation:
    'cost = hours · (price · serverOverhead · 10^(-depreciation · age) · depreciation · ln 10 / 8766 h/year / (1 - network) + energyPerHour · electricity)',
  source: 'arXiv:2405.21015 section 2 and appendix A',
  inputs: {
    hours: { unit: 'chip*h', allowed: NOT_NEGATIVE, about: 'chip hours' },
    price: { unit: 'USD/chip', allowed: POSITIVE, about: 'price of a chip when it was bought' },
    serverOverhead: { unit: '1', allowed: POSITIVE, about: 'price of a server over that of its chips', default: 1.64 },
    age: { unit: 'year', allowed: NOT_NEGATIVE, about: 'from purchase to training', default: 0 },
    depreciation: {
      unit: 'OOM/year',
      allowed: NOT_NEGATIVE,
      about: 'orders of magnitude of value that hardware loses a year',
      default: 0.14,
    },
    network: { unit: '1', allowed: NOT_ALL, about: 'share of the cluster that is interconnect', default: 0.19 },
    energyPerHour: {
      unit: 'kWh/chip/h',
      allowed: NOT_NEGATIVE,
      about: 'electricity of a chip hour, server and building included',
    },
    electricity: { unit: 'USD/kWh', allowed: NOT_NEGATIVE, about: 'price of electricity', default: 0.0771 },
  },
  output: { name: 'cost', unit: 'USD' },
  evaluate({ hours, price, serverOverhead, age, depreciation, network, energyPerHour, electricity }) {
    requireNotNegative(hours, 'the chip hours');
    requirePositive(price, 'the price');
    requirePositive(1 - network, 'what is not network');
    const value = price * serverOverhead * 10 ** (-depreciation * age);
    const loss = (value * depreciation * Math.LN10) / 8766;
    return hours * (loss / (1 - network) + energyPerHour * electricity);
  },
};
