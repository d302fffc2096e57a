import { Counter, NO_ORDER, type Order } from './structure.ts';

/** More strays than this share and the table simply follows another order: fairseq sorts its numbers by frequency. */
const STRAY_SHARE = 0.01;
/** In a small table so many may stray: two exchanges. */
const FEW = 4;
/** Below this there is no order to speak of. */
const FEWEST = 20;

/**
 * Trained tables are numbered in the order of training: a merge's product by the rank of the merge, a unigram piece by
 * its score. A token whose number was exchanged stands out of that order. Finds the fewest that must be taken out for
 * the rest to be in order (a longest non-decreasing run), in O(n log n).
 * @param keys what must not fall, in the order of the table; `undefined` where there is nothing to compare
 */
export function orderOf(keys: readonly (number | undefined)[], nameOf: (index: number) => string): Order {
  const places = new Uint32Array(keys.length);
  const all = new Float64Array(keys.length);
  let count = 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (key === undefined) continue;
    places[count] = i;
    all[count++] = key;
  }
  const values = all.subarray(0, count);
  if (count < FEWEST) return NO_ORDER;
  const strays = straysOf(values);
  if (strays.length > Math.max(FEW, values.length * STRAY_SHARE)) return NO_ORDER;
  const broken = new Counter();
  for (const stray of strays) broken.add(() => nameOf(places[stray] ?? 0));
  return { compared: values.length, broken: broken.tally(), swapped: restored(values, strays) };
}

/** Indices, rising, of the values outside one longest non-decreasing subsequence. */
function straysOf(values: Float64Array): number[] {
  const tails = new Int32Array(values.length);
  const before = new Int32Array(values.length);
  let length = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) <= value) low = middle + 1;
      else high = middle;
    }
    before[i] = low === 0 ? -1 : (tails[low - 1] ?? -1);
    tails[low] = i;
    if (low === length) length++;
  }
  const kept = new Uint8Array(values.length);
  for (let i = length === 0 ? -1 : (tails[length - 1] ?? -1); i >= 0; i = before[i] ?? -1) kept[i] = 1;
  const strays: number[] = [];
  for (let i = 0; i < values.length; i++) if (kept[i] !== 1) strays.push(i);
  return strays;
}

/** Whether the strays, sorted among themselves, put the whole in order. */
function restored(values: Float64Array, strays: readonly number[]): boolean {
  if (strays.length < 2) return false;
  const mended = values.slice();
  const sorted = strays.map((i) => values[i] ?? 0).toSorted((a, b) => a - b);
  strays.forEach((at, i) => (mended[at] = sorted[i] ?? 0));
  return mended.every((value, i) => i === 0 || (mended[i - 1] ?? 0) <= value);
}
