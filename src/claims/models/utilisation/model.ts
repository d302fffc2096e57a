import { POSITIVE } from '../../allowed.ts';
import { requirePositive } from '../../claim-error.ts';
import type { Model } from '../../model.ts';

/**
 * Model FLOP utilisation: compute that the model needs, over what the chips could have done (A. Chowdhery et al.,
 * arXiv:2204.02311, section 4.1). Without the peak, precision and attention convention the number says nothing: see
 * `namedUtilisation`.
 */
export const utilisationModel: Model<'compute' | 'hours' | 'peak'> = {
  id: 'utilisation',
  title: 'Model FLOP utilisation',
  equation: 'MFU = compute / (hours · 3600 s/h · peak)',
  source: 'arXiv:2204.02311 section 4.1',
  inputs: {
    compute: {
      unit: 'FLOP',
      allowed: POSITIVE,
      about: 'compute that the model needs, by a named attention convention',
    },
    hours: { unit: 'chip*h', allowed: POSITIVE, about: 'chip hours of the run' },
    peak: { unit: 'FLOP/s/chip', allowed: POSITIVE, about: 'dense peak of the chip at the named precision' },
  },
  output: { name: 'utilisation', unit: '1' },
  evaluate({ compute, hours, peak }) {
    requirePositive(compute, 'the compute');
    requirePositive(hours, 'the chip hours');
    requirePositive(peak, 'the peak');
    return compute / (hours * 3600 * peak);
  },
};
