import { NOT_NEGATIVE } from '../../allowed.ts';
import { requireNotNegative } from '../../claim-error.ts';
import type { Model } from '../../model.ts';

/** What chip hours cost at a rent: an assumption about a price, not money that was paid (arXiv:2412.19437 table 1). */
export const rentalCostModel: Model<'hours' | 'rent'> = {
  id: 'rental-cost',
  title: 'Cost by rental',
  equation: 'cost = hours · rent',
  source: 'arXiv:2412.19437 table 1',
  inputs: {
    hours: { unit: 'chip*h', allowed: NOT_NEGATIVE, about: 'chip hours' },
    rent: { unit: 'USD/chip/h', allowed: NOT_NEGATIVE, about: 'rent of a chip' },
  },
  output: { name: 'cost', unit: 'USD' },
  evaluate({ hours, rent }) {
    requireNotNegative(hours, 'the chip hours');
    requireNotNegative(rent, 'the rent');
    return hours * rent;
  },
};
