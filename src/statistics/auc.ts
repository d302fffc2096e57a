import { reach } from './normal.ts';
import type { Interval } from './result.ts';
import { requireFinite, requireInside, requireSome, SampleError } from './sample-error.ts';

/** Scores of positives and of negatives, higher meaning more positive. */
export interface Scores {
  readonly positives: readonly number[];
  readonly negatives: readonly number[];
}

/**
 * The area under the ROC curve: the probability that a positive scores above a negative, ties counting half (D. Bamber,
 * J. Math. Psychol. 12, 1975, p. 387). For clustered scores give this to `bootstrap`. NaN where a class is empty.
 */
export function auc({ positives, negatives }: Scores): number {
  const sorted = Float64Array.from(negatives).toSorted();
  return meanOf(positives.map((score) => placement(sorted, score)));
}

/**
 * The area with DeLong's error (E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, Biometrics 44, 1988, p. 837), limits on
 * the logit scale (M. S. Pepe, The Statistical Evaluation of Medical Tests, 2003, section 5.2.5). Scores are independent of
 * one another. At an area of 0 or 1 DeLong's error is 0; the limit is then the exact one of as many disjoint pairs as the
 * smaller class allows, all of them ordered alike.
 * @throws SampleError where a class is empty, a score not finite, or all scores are tied
 */
export function delong({ positives, negatives }: Scores, level = 0.95): Interval {
  requireInside(level, 'the level');
  requireSome(positives.length, 'positive');
  requireSome(negatives.length, 'negative');
  requireFinite([...positives, ...negatives], 'the score');
  const estimate = auc({ positives, negatives });
  const exact = ((1 - level) / 2) ** (1 / Math.min(positives.length, negatives.length));
  if (estimate === 1) return { estimate, low: exact, high: 1, level };
  if (estimate === 0) return { estimate, low: 0, high: 1 - exact, level };
  const variance = componentVariance(positives, negatives) + componentVariance(negatives, positives);
  if (variance === 0) throw new SampleError('degenerate', 'all scores are tied alike');
  const half = (reach(level) * Math.sqrt(variance)) / (estimate * (1 - estimate));
  const logit = Math.log(estimate / (1 - estimate));
  return { estimate, low: 1 / (1 + Math.exp(half - logit)), high: 1 / (1 + Math.exp(-half - logit)), level };
}

/** The share of the sorted scores that lie below this one, ties counting half. */
function placement(sorted: Float64Array, score: number): number {
  return (countBelow(sorted, score, false) + countBelow(sorted, score, true)) / 2 / sorted.length;
}

function countBelow(sorted: Float64Array, score: number, inclusive: boolean): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    const value = sorted[middle] ?? Infinity;
    if (value < score || (inclusive && value === score)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The part of the area's variance that comes from `scores`; one alone carries no variance, so the widest is taken. */
function componentVariance(scores: readonly number[], others: readonly number[]): number {
  const sorted = Float64Array.from(others).toSorted();
  const placements = scores.map((score) => placement(sorted, score));
  const n = placements.length;
  const mean = meanOf(placements);
  if (n === 1) return mean * (1 - mean);
  return placements.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) / n;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
