import { diffArrays } from 'diff';
import { printable } from '../core/printable.ts';
import type { Witness } from '../core/witness.ts';

/** A line of each answer that stand beside one another, safe to print; a side is absent where it has no such line. */
export interface WitnessRow {
  readonly first?: string;
  readonly second?: string;
  readonly differs: boolean;
}

export interface WitnessRows {
  readonly rows: readonly WitnessRow[];
  /** Lines of each answer that are left out. */
  readonly more: readonly [number, number];
}

/** Finding what two texts share takes the square of their lines (CWE-407), and nobody reads longer ones side by side. */
const MOST_LINES = 200;
const LONGEST_LINE = 500;
const TAB = '    ';

/** The two answers of a witness line by line, lines that they share in one row. */
export function witnessRows({ answers: [first, second] }: Witness): WitnessRows {
  const all = [linesOf(first.text), linesOf(second.text)] as const;
  const [a, b] = [all[0].slice(0, MOST_LINES), all[1].slice(0, MOST_LINES)];
  const rows: WitnessRow[] = [];
  let [left, right]: [readonly string[], readonly string[]] = [[], []];
  const flush = (): void => {
    for (let at = 0; at < Math.max(left.length, right.length); at++)
      rows.push({ ...side('first', left[at]), ...side('second', right[at]), differs: true });
    [left, right] = [[], []];
  };
  for (const { added, removed, value } of diffArrays(a, b)) {
    if (removed) left = [...left, ...value];
    else if (added) right = [...right, ...value];
    else {
      flush();
      for (const line of value) rows.push({ ...side('first', line), ...side('second', line), differs: false });
    }
  }
  flush();
  return { rows, more: [all[0].length - a.length, all[1].length - b.length] };
}

const linesOf = (text: string): readonly string[] => text.trimEnd().split(/\r?\n/);

function side<K extends 'first' | 'second'>(key: K, line: string | undefined): Partial<Record<K, string>> {
  if (line === undefined) return {};
  return { [key]: printable(line.slice(0, LONGEST_LINE + 1).replaceAll('\t', TAB), LONGEST_LINE) } as Record<K, string>;
}

/** Rows, and how many equal ones stand between them. */
export type FoldedRow = WitnessRow | { readonly equal: number };

/** Fewer equal lines are shown: to say how many they are takes a line too. */
const FEWEST_FOLDED = 3;

/** The rows that differ with `context` equal ones around them; all rows where none differs. */
export function folded(rows: readonly WitnessRow[], context: number): readonly FoldedRow[] {
  if (!rows.some(({ differs }) => differs)) return rows;
  const near = new Set<number>();
  rows.forEach(({ differs }, at) => {
    if (differs) for (let by = -context; by <= context; by++) near.add(at + by);
  });
  const kept: FoldedRow[] = [];
  let equal: WitnessRow[] = [];
  const flush = (): void => {
    if (equal.length < FEWEST_FOLDED) kept.push(...equal);
    else kept.push({ equal: equal.length });
    equal = [];
  };
  rows.forEach((row, at) => {
    if (!near.has(at)) equal.push(row);
    else {
      flush();
      kept.push(row);
    }
  });
  flush();
  return kept;
}
