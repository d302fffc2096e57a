import { adjusted } from './adjusted.ts';

/**
 * Benjamini and Hochberg's step-up p-values (JRSS B 57, 1995, p. 289), in the order given: rejecting those at most q
 * keeps the expected share of false rejections at q, where the tests are independent or positively dependent.
 * @throws SampleError where a value is no probability
 */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  return adjusted(ps, (sorted) => {
    const results = sorted.slice();
    let lowest = 1;
    for (let rank = sorted.length; rank >= 1; rank--) {
      lowest = Math.min(lowest, ((sorted[rank - 1] ?? 1) * sorted.length) / rank);
      results[rank - 1] = lowest;
    }
    return results;
  });
}
