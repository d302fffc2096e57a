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

/** Shares of repeats vary less than coins do, so that a prompt is worth more than one: so many at most. */
const MOST_WORTH = 4;

/**
 * Wilson's interval for the mean of shares between 0 and 1, one for each prompt, over the number of coins that would vary
 * as much as the shares do (E. L. Korn, B. I. Graubard, Survey Methodology 24, 1998, p. 193, with Wilson's limits). With
 * one sample each that is the number of prompts; it is never less. Where few prompts differ from all others it covers a
 * little less than it says: 93 % in place of 95 % and 97.5 % in place of 99 % for one in ten of 24.
 * @param weights of the prompts: their answers, for the share of all answers. Prompts then count as many as alike would say as
 *   much (L. Kish, Survey Sampling, 1965, section 11.7)
 */
export function meanShare(shares: readonly number[], weights: readonly number[] = shares.map(() => 1)): Difference {
  const total = sum(weights);
  if (total === 0) return { estimate: 0, low: 0, high: 1, level: LEVEL, n: 0, loose: { low: 0, high: 1 } };
  const n = total ** 2 / sum(weights.map((weight) => weight ** 2));
  const weighted = (value: (share: number) => number, power: number): number =>
    sum(shares.map((share, at) => (weights[at] ?? 0) ** power * value(share))) / total ** power;
  const p = weighted((share) => share, 1);
  const variance = n * weighted((share) => (share - p) ** 2, 2);
  const worth = variance === 0 ? 1 : Math.min(MOST_WORTH, (p * (1 - p)) / variance);
  const at = (level: number): Limits => limits(p, Math.max(n, n * worth * known(n, level)), level);
  return { estimate: p, ...at(LEVEL), level: LEVEL, n: shares.length, loose: at(LOOSE) };
}

/** What is left of a variance that is itself known from few prompts: the square of normal to Student quantiles, nearly. */
const known = (n: number, level: number): number => 1 / (1 + (reach(level) ** 2 + 1) / (2 * Math.max(1, n - 1)));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;

function limits(p: number, n: number, level: number): Limits {
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
 * First minus second on the same prompts (Newcombe 1998, p. 2635, method 10), with the correlation of the shares, corrected
 * for continuity as that of counts is.
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
  const n = pairs.length;
  if (n === 0) return 0;
  const [a, b] = [mean(pairs.map(([one]) => one)), mean(pairs.map(([, other]) => other))];
  const covariance = mean(pairs.map(([one, other]) => (one - a) * (other - b)));
  const spread = Math.sqrt(
    mean(pairs.map(([one]) => (one - a) ** 2)) * mean(pairs.map(([, other]) => (other - b) ** 2)),
  );
  if (spread < 1e-12) return 0;
  return (covariance > 0 ? Math.max(covariance - 1 / (2 * n), 0) : covariance) / spread;
}
