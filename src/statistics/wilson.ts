/** A proportion's confidence interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/** The normal quantile of a two-sided 95 % interval. */
const Z95 = 1.959963984540054;

/**
 * Wilson's score interval at 95 % for `successes` of `n` (E. B. Wilson, JASA 22, 1927, p. 209): sound for small n and for
 * proportions at 0 and 1, where the usual interval has no width.
 * @throws RangeError where n is not positive or successes lie outside 0 to n
 */
export function wilson(successes: number, n: number): Interval {
  if (!(n > 0) || successes < 0 || successes > n) throw new RangeError(`no proportion: ${successes} of ${n}`);
  const p = successes / n;
  const z2 = Z95 * Z95;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z95 / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return { low: successes === 0 ? 0 : centre - half, high: successes === n ? 1 : centre + half, level: 0.95 };
}
