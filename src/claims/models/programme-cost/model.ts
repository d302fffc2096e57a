import { NOT_ALL, NOT_NEGATIVE, POSITIVE } from '../../allowed.ts';
import { requirePositive } from '../../claim-error.ts';
import type { Model } from '../../model.ts';

/**
 * What developing a model costs, of which the final run is a part: experiments and failed runs take a multiple of its
 * compute, and research staff a share of the whole: 29-49 % (B. Cottier et al., arXiv:2405.21015, section 3).
 */
export const programmeCostModel: Model<'finalRun' | 'experiments' | 'staff'> = {
  id: 'programme-cost',
  title: 'Cost of the whole programme',
  equation: 'cost = finalRun · (1 + experiments) / (1 - staff)',
  source: 'arXiv:2405.21015 section 3',
  inputs: {
    finalRun: { unit: 'USD', allowed: POSITIVE, about: 'compute of the final run' },
    experiments: { unit: '1', allowed: NOT_NEGATIVE, about: 'compute of all other runs, over that of the final run' },
    staff: { unit: '1', allowed: NOT_ALL, about: 'share of research staff in the whole' },
  },
  output: { name: 'cost', unit: 'USD' },
  evaluate({ finalRun, experiments, staff }) {
    requirePositive(finalRun, 'the cost of the final run');
    requirePositive(1 - staff, 'what is not staff');
    return (finalRun * (1 + experiments)) / (1 - staff);
  },
};
