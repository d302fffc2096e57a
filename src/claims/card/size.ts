import type { Statement, StatementOf } from './statement.ts';

/** What a model was counted to have: each reading counts as its size, with embeddings or without. */
export interface Known {
  readonly total: readonly number[];
  readonly active: readonly number[];
}

/** Gaps between card and count that no finding is made of; names round generously. */
export const ROUNDING = 0.15;

export interface SizeGap {
  readonly statement: StatementOf<'parameters'>;
  /** The count that comes nearest. */
  readonly nearest: number;
  /** Of the stated number: 0.1 where the count is 10 % off, from what its rounding allows. */
  readonly gap: number;
  /** Other numbers are said of this model too: which of them is its size the card leaves open. */
  readonly ambiguous: boolean;
}

/**
 * The statement about this model that comes nearest to a count of it; none where the card says nothing of its size, or nothing
 * was counted. Any sentence with the right number clears the card: it may be about this model.
 */
export function sizeGaps(statements: readonly Statement[], known: Known): SizeGap[] {
  const sizes = statements.filter((one) => one.what === 'parameters');
  return (['total', 'active'] as const).flatMap((kind): SizeGap[] => {
    const counts = known[kind];
    const said = sizes.filter(({ which }) => (which === 'active') === (kind === 'active'));
    const own = said.filter((one) => one.own);
    if (counts.length === 0 || own.length === 0) return [];
    const gaps = said.flatMap((statement) =>
      counts.map((count) => ({ statement, nearest: count, gap: gapOf(statement, count) })),
    );
    const [best] = gaps.toSorted((a, b) => a.gap - b.gap || Number(b.statement.own) - Number(a.statement.own));
    if (best === undefined) return [];
    return [{ ...best, ambiguous: new Set(said.map(({ value }) => value)).size > 1 }];
  });
}

function gapOf({ value, low, high, atLeast }: StatementOf<'parameters'>, count: number): number {
  if (count >= low && (count <= high || atLeast)) return 0;
  return Math.abs(count - (count < low ? low : high)) / value;
}
