import type { Format } from '../format.ts';
import { EXTENSIONS, identifyPickle } from './identify.ts';
import type { PickleStructure } from './structure.ts';

/** Python's pickle, protocols 0 to 5, one stream or many, and the pickles of `torch.save` before version 1.6. */
export const pickleFormat: Format<PickleStructure> = {
  id: 'pickle',
  version: 2,
  title: 'Python pickle',
  extensions: [...EXTENSIONS, '.bin', '.pdparams', '.model', '.dat', '.data', '.sav'],
  identify: identifyPickle,
  read: async (source, context) => (await import('./read.ts')).readPickle(source, context),
};
