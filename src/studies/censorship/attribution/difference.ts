import { reach } from '../../../statistics/normal.ts';
import type { Interval } from '../../../statistics/result.ts';

/** A difference of mean shares over `n` prompts (the fewer, of two groups), with its interval at 99 %. */
export interface Difference extends Interval {
  readonly n: number;
  /** The interval at 95 %. */
  readonly loose: Limits;
}

interface Limits {
  readonly low: number;
  readonly high: number;
}

/**
 * Confidence by which something is there. A run compares up to some ten pairs of arms and groups, and a reading that is wrong
 * once in forty comparisons would be wrong in every fifth run. That nothing is there is said by the loose interval.
 */
const LEVEL = 0.99;
const LOOSE = 0.95;

/**
 * Wilson's interval for the mean of shares between 0 and 1, one for each prompt. Of repeats the share is no longer 0 or 1;
 * its variance is then less than that of a coin with its mean, so that the interval is wide rather than narrow.
 */
export function meanShare(shares: readonly number[]): Difference {
  const n = shares.length;
  const p = n === 0 ? 0 : shares.reduce((total, share) => total + share, 0) / n;
  return { estimate: p, ...limits(p, n, LEVEL), level: LEVEL, n, loose: limits(p, n, LOOSE) };
}

function limits(p: number, n: number, level: number): Limits {
  if (n === 0) return { low: 0, high: 1 };
  const z2 = reach(level) ** 2;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Math.sqrt(z2) / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return { low: Math.min(p, Math.max(0, centre - half)), high: Math.max(p, Math.min(1, centre + half)) };
}

/** First minus second on prompts of two groups (R. G. Newcombe, Statistics in Medicine 17, 1998, p. 873, method 10). */
export function independentDifference(first: readonly number[], second: readonly number[]): Difference {
  return minus(meanShare(first), meanShare(second), 0);
}

/**
 * First minus second on the same prompts (Newcombe 1998, p. 2635, method 10). With repeats the four cells are what would be
 * expected if the samples of a prompt were drawn apart in both arms; with one sample each they are the counts.
 */
export function pairedDifference(pairs: readonly (readonly [number, number])[]): Difference {
  const firsts = pairs.map(([a]) => a);
  const seconds = pairs.map(([, b]) => b);
  return minus(meanShare(firsts), meanShare(seconds), correlation(pairs));
}

/** Of two intervals whose estimates hang on one another by `phi`: their distances squared and added. */
export function minus(a: Difference, b: Difference, phi: number): Difference {
  const estimate = a.estimate - b.estimate;
  const between = (one: Limits, other: Limits): Limits => ({
    low: estimate - distance(a.estimate - one.low, other.high - b.estimate, phi),
    high: estimate + distance(one.high - a.estimate, b.estimate - other.low, phi),
  });
  return { estimate, ...between(a, b), level: LEVEL, n: Math.min(a.n, b.n), loose: between(a.loose, b.loose) };
}

function distance(a: number, b: number, phi: number): number {
  return Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b));
}

function correlation(pairs: readonly (readonly [number, number])[]): number {
  let [both, first, second, neither] = [0, 0, 0, 0];
  for (const [a, b] of pairs) {
    both += a * b;
    first += a * (1 - b);
    second += (1 - a) * b;
    neither += (1 - a) * (1 - b);
  }
  const margins = (both + first) * (second + neither) * (both + second) * (first + neither);
  if (margins <= 0) return 0;
  const product = both * neither - first * second;
  return (product > 0 ? Math.max(product - pairs.length / 2, 0) : product) / Math.sqrt(margins);
}
