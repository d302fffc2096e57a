import type { Format } from '../format.ts';
import type { SevenZipStructure } from './structure.ts';

const MAGIC = Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c);

/** 7z (7zFormat.txt of the 7-Zip sources), which has carried hostile pickles past scanners that know only zip. */
export const sevenZipFormat: Format<SevenZipStructure> = {
  id: 'seven-zip',
  version: 1,
  title: '7z archive',
  extensions: ['.7z'],
  identify: ({ head }) => (MAGIC.every((byte, i) => head[i] === byte) ? 'magic' : undefined),
  read: async (source, context) => (await import('./read.ts')).readSevenZip(source, context),
};
