import type { TensorTable } from './tensor-table.ts';

export interface ExtentEvents {
  /** Bytes between `from` and `to` that no tensor covers; `next` is the tensor after them. */
  gap(from: number, to: number, next: number): void;
  /** Tensor `index` begins inside tensor `other`, with `length` bytes of either. */
  overlap(index: number, other: number, at: number, length: number): void;
}

/**
 * Walks the tensors in the order of their data from byte `start` on and tells gaps and overlaps.
 * `unsized` are tensors whose end is not known: no gap is told after one.
 * @returns the greatest end, at least `start`, and whether it is certain (the last tensor's size is known)
 */
export function walkExtents(
  table: TensorTable,
  start: number,
  unsized: ReadonlySet<number>,
  events: ExtentEvents,
): { end: number; certain: boolean } {
  let end = start;
  let owner = -1;
  let certain = true;
  for (const index of dataOrder(table)) {
    const from = table.begin[index] ?? 0;
    const to = table.end[index] ?? 0;
    if (from > end && certain) events.gap(end, from, index);
    if (from < end && to > from) events.overlap(index, owner, from, Math.min(to, end) - from);
    if (unsized.has(index) && from >= end) {
      end = from;
      certain = false;
    } else if (to > end || (from >= end && to === from)) {
      end = Math.max(end, to);
      owner = index;
      certain = true;
    }
  }
  return { end, certain };
}

/** Indexes by beginning, then end, as the reference reader of safetensors sorts them; sorted files cost one pass. */
function dataOrder(table: TensorTable): Uint32Array {
  const { begin, end } = table;
  const order = new Uint32Array(begin.length);
  let sorted = true;
  for (let i = 0; i < order.length; i++) {
    order[i] = i;
    if (i > 0 && compare(i - 1, i) > 0) sorted = false;
  }
  return sorted ? order : order.toSorted(compare);

  function compare(a: number, b: number): number {
    return (begin[a] ?? 0) - (begin[b] ?? 0) || (end[a] ?? 0) - (end[b] ?? 0) || a - b;
  }
}
