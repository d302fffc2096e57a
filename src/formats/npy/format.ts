import type { Format, Match, Probe } from '../format.ts';
import { isNpy, type NpyStructure } from './structure.ts';

/** NumPy's array file. An array of objects is a pickle with a header, which `numpy.load(allow_pickle=True)` loads (CVE-2019-6446). */
export const npyFormat: Format<NpyStructure> = {
  id: 'npy',
  version: 1,
  title: 'NumPy array',
  extensions: ['.npy'],
  identify,
  read: async (source, context) => (await import('./read.ts')).readNpy(source, context),
};

function identify({ head }: Probe): Match | undefined {
  return isNpy(head) ? 'magic' : undefined;
}
