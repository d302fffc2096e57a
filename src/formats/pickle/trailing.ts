import { type ByteSource, rangeSource } from '../../sources/byte-source.ts';
import type { Part, ReadContext } from '../format.ts';
import { beginnings, PROTO } from './beginnings.ts';
import { actingPickle, hidesPickle } from './identify.ts';

const CHUNK = 1024 * 1024;
const HEAD = 4096;
/** Beginnings tried before the search gives up, and says so: a try costs some 20 microseconds. */
const MOST_TRIED = 50_000;

export interface Later {
  /** Where a further pickle begins. */
  readonly at?: number;
  /** Where the search ended before the source did. */
  readonly unsearched?: number;
}

/**
 * Searches from `from` on, at most `pickle.searched` bytes, for a pickle that runs to a call or to its STOP: after PROTO
 * of protocol 2 or later, or after GLOBAL or INST with two names, which is all that protocols 0 and 1 show of themselves.
 */
export async function findLater(source: ByteSource, from: number, context: ReadContext): Promise<Later> {
  const end = Math.min(source.size, from + context.limits['pickle.searched']);
  let tried = 0;
  for (let base = from; base < end; base += CHUNK) {
    const bytes = await source.read(base, CHUNK + HEAD, context.signal);
    for (const i of beginnings(bytes, CHUNK)) {
      if (++tried > MOST_TRIED) return { unsearched: base + i };
      if (hidesPickle(bytes.subarray(i, i + HEAD), source.size - base - i)) return { at: base + i };
    }
  }
  return end < source.size ? { unsearched: end } : {};
}

/** Bytes of a file of no known format that are searched, and pickles of one that are handed out (CWE-834). */
const MOST_SEARCHED = 16 * CHUNK;
const MOST_FOUND = 64;

/**
 * Pickles that act, wherever they lie in a file that is of no known format: behind a header or a line that its reader
 * skips, between lengths, in the pages of a database. In text those of protocols 0 and 1 must reach their STOP.
 */
export async function searchPickles(source: ByteSource, signal: AbortSignal | undefined): Promise<Part[]> {
  const found: Part[] = [];
  const end = Math.min(source.size, MOST_SEARCHED);
  let tried = 0;
  let free = 0;
  // The same memory for each piece, where the source can: what is found is read from the source again.
  const memory = source.readInto === undefined ? undefined : new Uint8Array(Math.min(CHUNK + HEAD, source.size));
  for (let base = 0; base < end && found.length < MOST_FOUND; base += CHUNK) {
    const bytes =
      memory === undefined
        ? await source.read(base, CHUNK + HEAD, signal)
        : memory.subarray(0, source.readInto?.(memory, base));
    for (const i of beginnings(bytes, CHUNK)) {
      const at = base + i;
      if (at < free) continue;
      if (++tried > MOST_TRIED || found.length >= MOST_FOUND) return found;
      const acting = actingPickle(bytes.subarray(i, i + HEAD), source.size - at);
      if (acting === undefined || (bytes[i] !== PROTO && acting.length === undefined)) continue;
      const length = acting.length ?? source.size - at;
      found.push({ role: 'constant', name: `pickle at ${at}`, source: rangeSource(source, at, length), offset: at });
      free = at + length;
    }
  }
  return found;
}
