import jstat from 'jstat';
import { requireInside } from './sample-error.ts';

const LOG_SQRT_2_PI = 0.5 * Math.log(2 * Math.PI);

/** Below this the series is exact to the last digits; above it the continued fraction converges fast. */
const SERIES_UP_TO = 3;

/**
 * log P(Z > z) of a standard normal, exact also where the probability itself is below the smallest number.
 * Series: G. Marsaglia, Evaluating the normal distribution, J. Stat. Softw. 11:4, 2004, p. 2. Tail: Laplace's continued
 * fraction (Abramowitz & Stegun 26.2.14).
 */
export function logUpperTail(z: number): number {
  if (z < -SERIES_UP_TO) return Math.log1p(-Math.exp(logUpperTail(-z)));
  if (z <= SERIES_UP_TO) return Math.log(0.5 - centralArea(z));
  if (z === Infinity) return -Infinity;
  let fraction = z;
  for (let term = 150; term >= 1; term--) fraction = z + term / fraction;
  return -0.5 * z * z - LOG_SQRT_2_PI - Math.log(fraction);
}

/** P(Z > z); 0 only beyond z = 38, where `logUpperTail` still tells how far. */
export function upperTail(z: number): number {
  return Math.exp(logUpperTail(z));
}

/** P(0 < Z < z), negative for negative z, by a series of positive terms. */
function centralArea(z: number): number {
  let [sum, term] = [z, z];
  for (let odd = 3; Math.abs(term) > Math.abs(sum) * 1e-17; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return sum * Math.exp(-0.5 * z * z - LOG_SQRT_2_PI);
}

/** The z with P(Z < z) = p: jstat's start, mended by Newton steps on the logarithm of the tail. */
export function quantile(p: number): number {
  requireInside(p, 'the probability');
  if (p > 0.5) return -quantile(1 - p);
  const target = Math.log(p);
  let z = jstat.jStat.normal.inv(p, 0, 1);
  for (let step = 0; step < 3; step++) {
    const tail = logUpperTail(-z);
    z -= (tail - target) * Math.exp(tail + 0.5 * z * z + LOG_SQRT_2_PI);
  }
  return z;
}

/** How many standard errors a two-sided interval at `level` reaches to each side; 1.96 at 95 %. */
export function reach(level: number): number {
  requireInside(level, 'the level');
  return -quantile((1 - level) / 2);
}
