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
  const places: number[] = [];
  const values: number[] = [];
  keys.forEach((key, i) => {
    if (key === undefined) return;
    places.push(i);
    values.push(key);
  });
  if (values.length < FEWEST) return NO_ORDER;
  const strays = straysOf(values);
  if (strays.length > Math.max(FEW, values.length * STRAY_SHARE)) return NO_ORDER;
  const broken = new Counter();
  for (const stray of strays) broken.add(() => nameOf(places[stray] ?? 0));
  return { compared: values.length, broken: broken.tally(), swapped: restored(values, strays) };
}

/** Indices, rising, of the values outside one longest non-decreasing subsequence. */
function straysOf(values: readonly number[]): number[] {
  const tails: number[] = [];
  const before = new Int32Array(values.length).fill(-1);
  values.forEach((value, i) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) <= value) low = middle + 1;
      else high = middle;
    }
    before[i] = low === 0 ? -1 : (tails[low - 1] ?? -1);
    tails[low] = i;
  });
  const kept = new Uint8Array(values.length);
  for (let i = tails.at(-1) ?? -1; i >= 0; i = before[i] ?? -1) kept[i] = 1;
  return values.flatMap((_, i) => (kept[i] === 1 ? [] : [i]));
}

/** Whether the strays, sorted among themselves, put the whole in order. */
function restored(values: readonly number[], strays: readonly number[]): boolean {
  if (strays.length < 2) return false;
  const mended = [...values];
  const sorted = strays.map((i) => values[i] ?? 0).toSorted((a, b) => a - b);
  strays.forEach((at, i) => (mended[at] = sorted[i] ?? 0));
  return mended.every((value, i) => i === 0 || (mended[i - 1] ?? 0) <= value);
}
