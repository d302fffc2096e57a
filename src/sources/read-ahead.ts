import type { ByteSource } from './byte-source.ts';

/** A source whose many small reads in ascending order are served from one larger read, held in memory. */
export function readAhead(inner: ByteSource, window = 65_536): ByteSource {
  let from = 0;
  let held = new Uint8Array(0) as Uint8Array;
  return {
    id: inner.id,
    size: inner.size,
    cost: inner.cost,
    read: async (at, length, signal) => {
      if (length > window) return inner.read(at, length, signal);
      if (at < from || at + length > from + held.length) {
        // Where it holds the last bytes there is nothing more to ask for.
        const atEnd = at >= from && held.length > 0 && from + held.length >= inner.size;
        if (!atEnd) {
          held = await inner.read(at, window, signal);
          from = at;
        }
      }
      return held.subarray(Math.min(at - from, held.length), Math.min(at - from + length, held.length));
    },
  };
}
