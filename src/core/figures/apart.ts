import { fitted, wide } from './lettering.ts';

interface Placed {
  readonly words: string;
  readonly x: number;
  /** It ends there, else it begins there. */
  readonly end: boolean;
  /** From the first line on. */
  readonly row: number;
}

/** Words at places along a line, in as many rows as keep them apart; those of the right half end at their place. */
export function apart(
  words: readonly { readonly at: number; readonly title: string; readonly size: number }[],
  width: number,
): { readonly placed: readonly Placed[]; readonly lines: number } {
  const rows: [number, number][][] = [];
  const placed = words.map(({ at, title, size }) => {
    const end = at > width / 2;
    const cut = fitted(title, end ? at : width - at, size);
    const long = wide(cut, size);
    const taken: [number, number] = end ? [at - long - 8, at + 8] : [at - 8, at + long + 8];
    let row = rows.findIndex((line) => line.every(([from, to]) => taken[1] <= from || to <= taken[0]));
    if (row < 0) row = rows.push([]) - 1;
    rows[row]?.push(taken);
    return { words: cut, x: end ? at + 3 : at - 3, end, row };
  });
  return { placed, lines: rows.length };
}
