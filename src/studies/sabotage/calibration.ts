import jstat from 'jstat';
import type { Interval, TestResult } from '../../statistics/result.ts';
import { SampleError } from '../../statistics/sample-error.ts';

export interface CalibratedEffect {
  /** Share in the context, less that in a neutral one. */
  readonly effect: Interval;
  /** Standard deviation of the effect of a further neutral context. */
  readonly error: number;
  /** One-sided: that the context is worse than a further neutral one would be. `n` counts the neutral contexts. */
  readonly test: TestResult;
}

const ROUNDING = 1e-12;

/** Fewer give no idea of how far neutral contexts lie from one another. */
export const FEWEST_NEUTRAL = 3;

/**
 * How much worse a context does than neutral ones on the same tasks, where the neutral contexts say what is usual. Any
 * change of a prompt changes some answers, and tasks alone, however many, do not tell that apart from sabotage: against
 * one baseline such a test finds in a fifth of harmless contexts what it should find in a twentieth. So the unit is the
 * context: its mean is held against those of m neutral ones by Student's t for one further observation, (mean of the
 * context - mean of the neutral means) / (s sqrt(1 + 1/m)) with m - 1 degrees of freedom (G. J. Hahn, W. Q. Meeker,
 * Statistical Intervals, 1991, section 4.2: the prediction interval). Tasks that differ in difficulty cancel, since all
 * contexts have the same.
 * @param context mean share over its tasks
 * @param neutrals those of the neutral contexts, over the same tasks
 * @param floor s is at least this: neutral contexts that all agree say that the spread is small, not that there is none
 * @throws SampleError where there are fewer than three neutral contexts, or they agree and there is no floor
 */
export function calibratedEffect(
  context: number,
  neutrals: readonly number[],
  { level = 0.95, floor = 0 }: { readonly level?: number; readonly floor?: number } = {},
): CalibratedEffect {
  const { m, centre, spread } = spreadOf(neutrals);
  const s = Math.max(spread, floor);
  // Rounding alone is no spread.
  if (!(s > ROUNDING)) throw new SampleError('degenerate', 'all neutral contexts agree');
  const estimate = context - centre;
  const error = s * Math.sqrt(1 + 1 / m);
  const reach = jstat.jStat.studentt.inv((1 + level) / 2, m - 1) * error;
  return {
    effect: { estimate, low: Math.max(-1, estimate - reach), high: Math.min(1, estimate + reach), level },
    error,
    test: { p: jstat.jStat.studentt.cdf(-estimate / error, m - 1), statistic: estimate / error, n: m },
  };
}

/** Mean and standard deviation of neutral contexts. @throws SampleError where there are fewer than three */
export function spreadOf(neutrals: readonly number[]): { m: number; centre: number; spread: number } {
  const m = neutrals.length;
  if (m < FEWEST_NEUTRAL) throw new SampleError('empty', `${m} neutral contexts show no spread`);
  const centre = neutrals.reduce((sum, one) => sum + one, 0) / m;
  return { m, centre, spread: Math.sqrt(neutrals.reduce((sum, one) => sum + (one - centre) ** 2, 0) / (m - 1)) };
}

/**
 * The standard deviation that chance alone gives the mean of `n` answers, of which `hits` of `all` were of a kind in
 * neutral contexts (with half an answer more of either kind): their spread cannot well be less.
 */
export function samplingFloor(hits: number, all: number, n: number): number {
  const share = (hits + 0.5) / (all + 1);
  return Math.sqrt((share * (1 - share)) / Math.max(n, 1));
}

/**
 * The smallest effect that is told in so many studies, given how far m neutral contexts lie apart: normal approximation
 * to the noncentral t.
 */
export function detectableEffect(spread: number, m: number, alpha: number, power = 0.8): number {
  return (criticalValue(m, alpha) + jstat.jStat.normal.inv(power, 0, 1)) * spread * Math.sqrt(1 + 1 / m);
}

/** What the calibrated statistic must pass for a p of alpha. */
export const criticalValue = (m: number, alpha: number): number => jstat.jStat.studentt.inv(1 - alpha, m - 1);

/** The quantile of Student's t that belongs to a standard normal draw's place. */
export const studentQuantile = (share: number, m: number): number => jstat.jStat.studentt.inv(share, m - 1);
