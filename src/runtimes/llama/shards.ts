import type { Token } from '../request.ts';

/** Sequences in one message: bounds what a process holds, and the time until it hears that it shall stop. */
const MOST = 128;
/** Below this many, another process costs more than it saves. */
const FEWEST = 8;

/**
 * Cuts a batch into runs that begin alike, one run for one process at a time. Each entry of a run is the indexes of one
 * sequence: more than one where the batch holds it more than once.
 */
export function shardsOf(batch: readonly (readonly Token[])[], processes: number): (readonly number[])[][] {
  const order = [...batch.keys()].toSorted((a, b) => compare(batch[a] ?? [], batch[b] ?? []) || a - b);
  const distinct: number[][] = [];
  for (const index of order) {
    const last = distinct.at(-1);
    const equal = last?.[0] !== undefined && compare(batch[last[0]] ?? [], batch[index] ?? []) === 0;
    if (equal) last.push(index);
    else distinct.push([index]);
  }
  const size = Math.min(MOST, Math.max(FEWEST, Math.ceil(distinct.length / processes)));
  return Array.from({ length: Math.ceil(distinct.length / size) }, (_, at) =>
    distinct.slice(at * size, (at + 1) * size),
  );
}

function compare(a: readonly Token[], b: readonly Token[]): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
