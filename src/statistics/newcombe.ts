import type { Counted } from './fisher.ts';
import type { Interval } from './result.ts';
import { requireCounts, requireSome } from './sample-error.ts';
import { wilson } from './wilson.ts';

/** Pairs of outcomes: both happened, only the first, only the second, neither. */
export interface PairedTable {
  readonly both: number;
  readonly first: number;
  readonly second: number;
  readonly neither: number;
}

/** @throws SampleError where a count is no count, or all are 0 */
export function pairsOf(table: PairedTable): number {
  requireCounts([table.both, table.first, table.second, table.neither]);
  const n = table.both + table.first + table.second + table.neither;
  requireSome(n, 'pair');
  return n;
}

/**
 * The difference of two proportions on the same items, first minus second, by Wilson limits squared and added, with
 * the correlation corrected for continuity (R. G. Newcombe, Statistics in Medicine 17, 1998, p. 2635, method 10).
 * Pairs must be independent of one another.
 * @throws SampleError where a count is no count, or all are 0
 */
export function newcombePaired(table: PairedTable, level = 0.95): Interval {
  const n = pairsOf(table);
  const first = wilson(table.both + table.first, n, level);
  const second = wilson(table.both + table.second, n, level);
  const phi = correlation(table, n);
  const estimate = (table.first - table.second) / n;
  const below = distance(first.estimate - first.low, second.high - second.estimate, phi);
  const above = distance(first.high - first.estimate, second.estimate - second.low, phi);
  return { estimate, low: Math.max(-1, estimate - below), high: Math.min(1, estimate + above), level };
}

function distance(a: number, b: number, phi: number): number {
  return Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b));
}

function correlation({ both, first, second, neither }: PairedTable, n: number): number {
  const margins = (both + first) * (second + neither) * (both + second) * (first + neither);
  if (margins === 0) return 0;
  const product = both * neither - first * second;
  return (product > 0 ? Math.max(product - n / 2, 0) : product) / Math.sqrt(margins);
}

/**
 * The difference of two proportions of independent samples, first minus second, by Wilson limits squared and added (R. G.
 * Newcombe, Statistics in Medicine 17, 1998, p. 873, method 10).
 * @throws SampleError where a sample is empty, or hits are no count or more than the sample
 */
export function newcombeIndependent(first: Counted, second: Counted, level = 0.95): Interval {
  const [a, b] = [wilson(first.hits, first.n, level), wilson(second.hits, second.n, level)];
  const estimate = a.estimate - b.estimate;
  const below = distance(a.estimate - a.low, b.high - b.estimate, 0);
  const above = distance(a.high - a.estimate, b.estimate - b.low, 0);
  return { estimate, low: Math.max(-1, estimate - below), high: Math.min(1, estimate + above), level };
}
