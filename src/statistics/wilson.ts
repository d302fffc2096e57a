import { reach } from './normal.ts';
import type { Interval } from './result.ts';
import { requireProportion } from './sample-error.ts';

/**
 * Wilson's score interval for `successes` of `n` (E. B. Wilson, JASA 22, 1927, p. 209): sound for small n and for
 * proportions at 0 and 1, where the usual interval has no width.
 * @throws SampleError where n is not positive or successes lie outside 0 to n
 */
export function wilson(successes: number, n: number, level = 0.95): Interval {
  requireProportion(successes, n);
  const z = reach(level);
  const p = successes / n;
  const z2 = z * z;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return { estimate: p, low: successes === 0 ? 0 : centre - half, high: successes === n ? 1 : centre + half, level };
}
