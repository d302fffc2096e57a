import jstat from 'jstat';
import type { Interval } from './result.ts';
import { requireInside, requireProportion } from './sample-error.ts';

/**
 * The exact interval for `successes` of `n` (C. J. Clopper, E. S. Pearson, Biometrika 26, 1934, p. 404), by quantiles of
 * the beta distribution: never covers less than `level`, and so is wide. For one side at 95 % ask for a level of 90 %.
 * @throws SampleError where n is not positive or successes lie outside 0 to n
 */
export function clopperPearson(successes: number, n: number, level = 0.95): Interval {
  requireProportion(successes, n);
  requireInside(level, 'the level');
  const tail = (1 - level) / 2;
  return {
    estimate: successes / n,
    low: lowerLimit(successes, n, tail),
    high: 1 - lowerLimit(n - successes, n, tail),
    level,
  };
}

/** The proportion at which so many successes or more have probability `tail`. */
function lowerLimit(successes: number, n: number, tail: number): number {
  if (successes === 0) return 0;
  if (successes === n) return tail ** (1 / n);
  return jstat.jStat.beta.inv(tail, successes, n - successes + 1);
}
