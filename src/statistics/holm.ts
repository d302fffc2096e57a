import { adjusted } from './adjusted.ts';

/**
 * Holm's step-down p-values (S. Holm, Scand. J. Statist. 6, 1979, p. 65), in the order given: rejecting those at most
 * alpha keeps the probability of any false rejection at alpha, whatever the dependence.
 * @throws SampleError where a value is no probability
 */
export function holm(ps: readonly number[]): number[] {
  let highest = 0;
  return adjusted(ps, (sorted) =>
    sorted.map((p, rank) => (highest = Math.max(highest, Math.min(1, p * (sorted.length - rank))))),
  );
}
