import type { Draws } from './draws.ts';

/**
 * A draw of the gamma distribution of unit scale (G. Marsaglia, W. W. Tsang, ACM TOMS 26, 2000, p. 363): a cubed normal,
 * accepted nearly always; shapes below 1 by their boost from shape + 1 (section 6).
 */
export function gamma(shape: number, random: Draws): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random.uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = random.normal();
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(1 - random.uniform()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}
