import { crc32 } from 'node:zlib';
import type { ByteSource } from '../../sources/byte-source.ts';

/** A source that, once read from its beginning to its end in order, tells the CRC-32 of its bytes; else it tells nothing. */
export function checkedSource(inner: ByteSource, atEnd: (crc: number) => void): ByteSource {
  let position = 0;
  let crc = 0;
  let told = inner.size === 0;
  return {
    id: inner.id,
    size: inner.size,
    cost: inner.cost,
    read: async (at, length, signal) => {
      const bytes = await inner.read(at, length, signal);
      if (!told && at <= position && at + bytes.length > position) {
        crc = crc32(bytes.subarray(position - at), crc);
        position = at + bytes.length;
        told = position === inner.size;
        if (told) atEnd(crc);
      }
      return bytes;
    },
  };
}
