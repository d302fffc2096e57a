import { quantile, upperTail } from './normal.ts';
import { requireInside, requireSome, SampleError } from './sample-error.ts';

/** The test whose power is asked for. */
export interface Planned {
  /** 0.05 by default. */
  readonly alpha?: number;
  /** Two by default. */
  readonly sides?: 1 | 2;
}

/**
 * The power to tell two independent proportions apart with `n` in each group, by the normal approximation with the pooled
 * variance under the null hypothesis (J. L. Fleiss, B. Levin, M. C. Paik, Statistical Methods for Rates and Proportions,
 * 2003, section 4.2, without correction for continuity); the other tail's share of a two-sided test is left out. Divide n by
 * `designEffect` where items come in clusters.
 * @throws SampleError where n is not positive or a probability is outside 0 to 1
 */
export function powerOfTwo(n: number, first: number, second: number, planned: Planned = {}): number {
  requireSize(n);
  requireProbability(first);
  requireProbability(second);
  const mean = (first + second) / 2;
  const underNull = Math.sqrt(2 * mean * (1 - mean));
  const underEffect = Math.sqrt(first * (1 - first) + second * (1 - second));
  return powerOf(Math.abs(first - second) * Math.sqrt(n), underNull, underEffect, planned);
}

/**
 * The power of McNemar's test on `n` pairs whose proportions differ by `difference`, where `discordant` is the share of
 * pairs with different outcomes (R. J. Connor, Biometrics 43, 1987, p. 207).
 * @throws SampleError where n is not positive, or the difference exceeds what is discordant
 */
export function powerOfPaired(n: number, difference: number, discordant: number, planned: Planned = {}): number {
  requireSize(n);
  requireProbability(discordant);
  if (!(Math.abs(difference) <= discordant)) {
    throw new SampleError('out-of-range', `a difference of ${difference} with ${discordant} discordant`);
  }
  const underEffect = Math.sqrt(Math.max(0, discordant - difference ** 2));
  return powerOf(Math.abs(difference) * Math.sqrt(n), Math.sqrt(discordant), underEffect, planned);
}

/**
 * The smallest rise above the proportion `baseline` that `n` in each group tell with the power asked for; Infinity where
 * not even a rise to 1 would be told.
 */
export function detectableOfTwo(n: number, baseline: number, power: number, planned: Planned = {}): number {
  return smallest(1 - baseline, power, (rise) => powerOfTwo(n, baseline, baseline + rise, planned));
}

/**
 * The smallest difference that `n` pairs tell with the power asked for, where `opposed` is the share of pairs that differ
 * against it, so that the discordant are the difference and twice that; Infinity where none would be told.
 */
export function detectableOfPaired(n: number, opposed: number, power: number, planned: Planned = {}): number {
  requireProbability(opposed * 2);
  return smallest(1 - 2 * opposed, power, (d) => powerOfPaired(n, d, Math.min(1, d + 2 * opposed), planned));
}

/**
 * How many times more items a sample in clusters takes than an independent one: 1 + (size - 1) × intraclass correlation
 * (L. Kish, Survey Sampling, 1965).
 * @throws SampleError where the size is below 1 or the correlation outside 0 to 1
 */
export function designEffect(size: number, correlation: number): number {
  if (!(size >= 1)) throw new SampleError('out-of-range', `clusters of ${size}`);
  requireProbability(correlation);
  return 1 + (size - 1) * correlation;
}

function powerOf(shift: number, underNull: number, underEffect: number, { alpha = 0.05, sides = 2 }: Planned): number {
  requireInside(alpha, 'alpha');
  if (shift === 0) return alpha / sides;
  const z = quantile(alpha / sides) * underNull + shift;
  return underEffect === 0 ? Number(z > 0) : upperTail(-z / underEffect);
}

/** Bisection, power being increasing in the effect. */
function smallest(widest: number, power: number, powerAt: (effect: number) => number): number {
  requireInside(power, 'the power');
  let [low, high] = [0, widest];
  if (!(powerAt(high) >= power)) return Infinity;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (powerAt(middle) >= power) high = middle;
    else low = middle;
  }
  return high;
}

function requireSize(n: number): void {
  requireSome(n, 'trial');
  if (!(n > 0 && n < Infinity)) throw new SampleError('out-of-range', `a sample of ${n}`);
}

function requireProbability(value: number): void {
  if (!(value >= 0 && value <= 1)) throw new SampleError('out-of-range', `${value} is no probability`);
}
