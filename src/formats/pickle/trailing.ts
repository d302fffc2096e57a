import type { ByteSource } from '../../sources/byte-source.ts';
import { startsPickle } from './identify.ts';

/** Bytes searched: enough for what hides behind junk, bounded for what is merely large. */
const SEARCHED = 16 * 1024 * 1024;
const CHUNK = 1024 * 1024;
const HEAD = 4096;
const MOST_TRIED = 2000;

/** The first offset from `from` on where a pickle of protocol 2 or later begins and runs to a call or to its STOP. */
export async function findLater(source: ByteSource, from: number, signal?: AbortSignal): Promise<number | undefined> {
  let tried = 0;
  const end = Math.min(source.size, from + SEARCHED);
  for (let base = from; base < end; base += CHUNK) {
    const bytes = await source.read(base, CHUNK + HEAD, signal);
    for (let i = bytes.indexOf(0x80); i >= 0 && i < CHUNK; i = bytes.indexOf(0x80, i + 1)) {
      const protocol = bytes[i + 1] ?? 0;
      if (protocol < 2 || protocol > 5) continue;
      if (++tried > MOST_TRIED) return undefined;
      if (!startsPickle(bytes.subarray(i, i + HEAD), source.size - base - i)) continue;
      return base + i;
    }
  }
  return undefined;
}
