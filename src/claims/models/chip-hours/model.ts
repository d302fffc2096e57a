import { POSITIVE, SHARE } from '../../allowed.ts';
import { requirePositive, requireShare } from '../../claim-error.ts';
import type { Model } from '../../model.ts';

/** How long so much compute keeps so fast a chip busy. Source: the definition of utilisation, arXiv:2204.02311 section 4.1. */
export const chipHoursModel: Model<'compute' | 'peak' | 'mfu'> = {
  id: 'chip-hours',
  title: 'Chip hours',
  equation: 'h = compute / (peak · mfu · 3600 s/h)',
  source: 'arXiv:2204.02311 section 4.1',
  inputs: {
    compute: { unit: 'FLOP', allowed: POSITIVE, about: 'training compute' },
    peak: { unit: 'FLOP/s/chip', allowed: POSITIVE, about: 'dense peak of the chip at the precision of training' },
    mfu: { unit: '1', allowed: SHARE, about: 'share of the peak that the training reaches' },
  },
  output: { name: 'chip hours', unit: 'chip*h' },
  evaluate({ compute, peak, mfu }) {
    requirePositive(compute, 'the compute');
    requirePositive(peak, 'the peak');
    requireShare(mfu, 'the utilisation');
    return compute / (peak * mfu * 3600);
  },
};
