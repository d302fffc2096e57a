import { Inflate } from '../../codecs/inflate.ts';
import { startsLzma } from '../../codecs/lzma.ts';
import { isBzip2, isLz4, isLzmaAlone, isXz, isZfile, isZlibHeader, isZstd } from '../../codecs/magic.ts';
import { pastSkippable, skippableLength } from '../../codecs/skippable.ts';
import { InputError } from '../../core/errors.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import { type Match, PROBE_HEAD } from '../format.ts';
import type { CodecId } from './structure.ts';

/** `lzma.open` with the format that the name says believes any dictionary and any size in the header. */
export const LZMA_NAME = /\.(?:lzma|tlz)$/i;

/** Bytes that must come out of a zlib stream that is cut short, for chance to be ruled out. */
const CONVINCING = 64;

const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;

const BLOCK = Uint8Array.of(0x31, 0x41, 0x59, 0x26, 0x53, 0x59);
const END = Uint8Array.of(0x17, 0x72, 0x45, 0x38, 0x50, 0x90);
const hasBlock = (head: Uint8Array): boolean =>
  [BLOCK, END].some((magic) => magic.every((byte, i) => head[4 + i] === byte));

/** The codec of a file: as {@link codecOf}, also behind frames that are longer than the first bytes. */
export async function codecOfFile(source: ByteSource, signal?: AbortSignal): Promise<CodecId | undefined> {
  const at = await skippableLength(source, signal);
  return codecOf(await source.read(at, PROBE_HEAD, signal), source.size - at)?.id ?? (at === 0 ? undefined : 'zstd');
}

/** The codec that the first bytes show, and how sure that is. `size` is that of the whole. */
export function codecOf(head: Uint8Array, size: number): { id: CodecId; match: Match } | undefined {
  const skipped = pastSkippable(head);
  if (skipped > 0) {
    // What follows tells LZ4 and Zstandard apart, and may lie beyond these bytes.
    const after = head.subarray(skipped);
    if (isLz4(after)) return { id: 'lz4', match: 'magic' };
    if (isZstd(after)) return { id: 'zstd', match: 'magic' };
    return skipped + 8 > head.length && skipped < size ? { id: 'zstd', match: 'structure' } : undefined;
  }
  const magic = (id: CodecId): { id: CodecId; match: Match } => ({ id, match: 'magic' });
  if (isGzip(head)) return magic('gzip');
  if (isBzip2(head) && hasBlock(head)) return magic('bzip2');
  if (isXz(head)) return magic('xz');
  if (isLz4(head) && ((head[4] ?? 0) >> 6 === 1 || head[0] === 2)) return magic('lz4');
  if (isZstd(head)) return magic('zstd');
  if (isZfile(head)) return magic('joblib-zfile');
  if (head[0] === 0x78 && isZlibHeader(head) && reallyInflates(head.subarray(2), size - 2))
    return { id: 'zlib', match: 'structure' };
  return isLzmaAlone(head) || startsLzma(head) ? { id: 'lzma', match: 'structure' } : undefined;
}

/** Two bytes are little: what follows must decompress, as far as it is at hand. */
function reallyInflates(head: Uint8Array, size: number): boolean {
  const inflate = new Inflate();
  inflate.feed(head, head.length >= size);
  let count = 0;
  for (;;) {
    try {
      const state = inflate.run();
      count += inflate.take().length;
      if (state === 'end') return true;
      if (state === 'input') return count >= CONVINCING || head.length < size;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return error.fault === 'truncated' && count + inflate.take().length >= CONVINCING;
    }
  }
}
