import type { ByteSource } from '../sources/byte-source.ts';

const HEADER = 8;
/** Such frames that are passed over to find what the file is. */
const MOST_FRAMES = 1024;

/** Frames of LZ4 and Zstandard alike that decoders pass over (RFC 8878, 3.1.2; lz4_Frame_format.md). */
export const isSkippable = (magic: number): boolean => magic >>> 4 === 0x184d2a5;

/**
 * Where the first frame that is decoded begins: 0 where none is passed over, at or past the end of the bytes where only
 * such frames are in them.
 */
export function pastSkippable(head: Uint8Array): number {
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  let at = 0;
  while (at + HEADER <= head.length && isSkippable(view.getUint32(at, true)))
    at += HEADER + view.getUint32(at + 4, true);
  return at;
}

/** The same over a whole file, of which only the headers of frames are read. */
export async function skippableLength(source: ByteSource, signal?: AbortSignal): Promise<number> {
  let at = 0;
  for (let count = 0; count < MOST_FRAMES && at < source.size; count++) {
    const next = pastSkippable(await source.read(at, HEADER, signal));
    if (next === 0) break;
    at += next;
  }
  return at;
}
