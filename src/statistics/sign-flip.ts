import type { Draws } from './draws.ts';
import type { Alternative, TestResult } from './result.ts';
import { requireFinite, requireSome, SampleError } from './sample-error.ts';

/** Up to here all 2^n signs are tried: about a million sums. */
const EXACT_UP_TO = 20;

/** Sums that differ by no more than rounding are ties. */
const ROUNDING = 1e-12;

/**
 * The paired sign-flip permutation test of differences that are symmetric about 0 under the null hypothesis, one for
 * each independent unit: give means of clusters where items of a cluster depend on one another. Exact over all signs
 * (R. A. Fisher, The Design of Experiments, 1935, section 21) up to 20 differences that are not 0; beyond that by
 * `replicates` random flips and p = (k + 1) / (replicates + 1), which is valid at any number of them (B. Phipson,
 * G. K. Smyth, Stat. Appl. Genet. Mol. Biol. 9:39, 2010).
 * @returns p; statistic: the mean difference; n: the differences
 * @throws SampleError without differences, or where one is not finite
 */
export function signFlip(
  differences: readonly number[],
  random: Draws,
  { alternative = 'two-sided', replicates = 9999 }: { alternative?: Alternative; replicates?: number } = {},
): TestResult {
  requireSome(differences.length, 'difference');
  requireFinite(differences, 'the difference');
  if (!Number.isSafeInteger(replicates) || replicates < 1) {
    throw new SampleError('out-of-range', `${replicates} replicates`);
  }
  const moving = differences.filter((difference) => difference !== 0);
  const observed = moving.reduce((sum, difference) => sum + difference, 0);
  const rounding = ROUNDING * moving.reduce((sum, difference) => sum + Math.abs(difference), 0);
  const isExtreme = (sum: number): boolean =>
    alternative === 'greater'
      ? sum >= observed - rounding
      : alternative === 'less'
        ? sum <= observed + rounding
        : Math.abs(sum) >= Math.abs(observed) - rounding;
  const p = moving.length <= EXACT_UP_TO ? overAll(moving, isExtreme) : overSome(moving, isExtreme, random, replicates);
  return { p, statistic: observed / differences.length, n: differences.length };
}

/** The share of all signs: in the order of the Gray code, so that each sum takes one step from the last. */
function overAll(differences: readonly number[], isExtreme: (sum: number) => boolean): number {
  const signed = differences.slice();
  let sum = signed.reduce((total, difference) => total + difference, 0);
  const all = 2 ** differences.length;
  let extreme = 0;
  for (let code = 1; code <= all; code++) {
    if (isExtreme(sum)) extreme++;
    const flipped = 31 - Math.clz32(code & -code);
    const value = signed[flipped] ?? 0;
    sum -= 2 * value;
    signed[flipped] = -value;
  }
  return extreme / all;
}

function overSome(
  differences: readonly number[],
  isExtreme: (sum: number) => boolean,
  random: Draws,
  replicates: number,
): number {
  let extreme = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    let sum = 0;
    let signs = 1;
    for (const difference of differences) {
      if (signs === 1) signs = 2 ** 31 + random.integer(2 ** 31);
      sum += signs % 2 === 0 ? difference : -difference;
      signs = Math.floor(signs / 2);
    }
    if (isExtreme(sum)) extreme++;
  }
  return (extreme + 1) / (replicates + 1);
}
