import type { Format } from '../format.ts';
import { BLOCK, isHeader } from './header.ts';
import type { TarStructure } from './structure.ts';

/** tar: V7, ustar, pax and GNU. NeMo models, torch files before 2017, container layers and plain bundles come in it. */
export const tarFormat: Format<TarStructure> = {
  id: 'tar',
  version: 1,
  title: 'tar archive',
  extensions: ['.tar', '.nemo'],
  identify: ({ head }) => isHeader(head.subarray(0, BLOCK)),
  read: async (source, context) => (await import('./read.ts')).readTar(source, context),
};
