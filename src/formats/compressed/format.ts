import { LZMA_HEADER } from '../../codecs/magic.ts';
import type { Format } from '../format.ts';
import { codecOf, LZMA_NAME } from './recognise.ts';
import type { CompressedStructure } from './structure.ts';

/** A compressed file, whatever is in it: joblib, pandas and many others decompress by content before they unpickle. */
export const compressedFormat: Format<CompressedStructure> = {
  id: 'compressed',
  version: 1,
  title: 'Compressed file (gzip, zlib, bzip2, xz, LZMA, LZ4, Zstandard)',
  extensions: ['.gz', '.bz2', '.xz', '.lzma', '.lz4', '.zst', '.z', '.tgz', '.txz', '.tbz2'],
  identify: ({ head, size, name }) => codecOf(head, size)?.match ?? (isNamedLzma(name, head) ? 'name' : undefined),
  read: async (source, context) => (await import('./read.ts')).readCompressed(source, context),
};

const isNamedLzma = (name: string, head: Uint8Array): boolean =>
  LZMA_NAME.test(name) && head.length > LZMA_HEADER && (head[0] ?? 255) < 225 && head[LZMA_HEADER] === 0;
