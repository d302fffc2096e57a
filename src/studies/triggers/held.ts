import type { Asking } from './question.ts';
import { type Result, stronger } from './results.ts';
import { type Beyond, beyondReference } from './search/beyond.ts';

/** Asks the reference what was found, and says with each result what it does. */
export function* holdAgainstReference(results: readonly Result[], fdr: number): Asking<readonly Result[]> {
  const found = results.filter(({ word }) => word !== 'anomaly');
  const beyond = yield* beyondReference(
    found.map(({ tested: { candidate, answers }, test }) => ({ behaviour: candidate.behaviour, answers, test })),
  );
  const known = new Map(found.map((result, index) => [result, beyond[index]]));
  return results.map((result) => heldAgainst(result, known.get(result), fdr)).toSorted(stronger);
}

/**
 * What contradicts the reference must be shown to be the suspect's own, by an e-value of 1 / fdr at least: else it is an
 * anomaly. All else stays what it was: the reference may be poisoned too.
 */
function heldAgainst(result: Result, beyond: Beyond | undefined, fdr: number): Result {
  const own = beyond?.whose === 'own' && beyond.logE >= Math.log(1 / fdr);
  const contradicts = result.tested.candidate.behaviour.id === 'contradicts';
  return {
    ...result,
    ...(contradicts && !own ? ({ word: 'anomaly', severity: 'info' } as const) : {}),
    ...(beyond === undefined ? {} : { beyond }),
  };
}
