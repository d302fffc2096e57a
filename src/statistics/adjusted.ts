import { SampleError } from './sample-error.ts';

/** Applies to sorted p-values what adjusts them, and gives the results in the order of the input. */
export function adjusted(ps: readonly number[], adjust: (sorted: readonly number[]) => readonly number[]): number[] {
  for (const p of ps) if (!(p >= 0 && p <= 1)) throw new SampleError('out-of-range', `${p} is no probability`);
  const order = ps.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p);
  const results = adjust(order.map(({ p }) => p));
  const inOrder: number[] = ps.slice();
  order.forEach(({ index }, rank) => {
    inOrder[index] = results[rank] ?? 1;
  });
  return inOrder;
}
