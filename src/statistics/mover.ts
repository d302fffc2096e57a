import type { Interval } from './result.ts';

/**
 * The difference of two independent estimates, first minus second, from their intervals alone, squared and added
 * (method of variance estimates recovery: G. Y. Zou and A. Donner, Statistics in Medicine 27, 2008, p. 1693). From Wilson
 * intervals of two proportions it is Newcombe's method 10 (Statistics in Medicine 17, 1998, p. 873). The intervals must be
 * of one level, which the result has, too.
 */
export function independentDifference(
  first: Omit<Interval, 'level'>,
  second: Omit<Interval, 'level'>,
): Omit<Interval, 'level'> {
  const estimate = first.estimate - second.estimate;
  return {
    estimate,
    low: estimate - Math.hypot(first.estimate - first.low, second.high - second.estimate),
    high: estimate + Math.hypot(first.high - first.estimate, second.estimate - second.low),
  };
}
