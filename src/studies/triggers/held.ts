import type { Asking } from './question.ts';
import { type Result, stronger } from './results.ts';
import { ASKED, type Beyond, beyondReference } from './search/beyond.ts';

interface Held {
  readonly results: readonly Result[];
  /** Whether some were asked fewer pairs than they have, for want of passes; and those that it left without a decision. */
  readonly cut: boolean;
  readonly undecided: number;
}

/** Asks the reference what was found, and says with each result what it does. It is asked `most` prompts of pairs in all. */
export function* holdAgainstReference(results: readonly Result[], fdr: number, most: number): Asking<Held> {
  const found = results.filter(({ word }) => word !== 'anomaly');
  const beyond = yield* beyondReference(
    found.map(({ tested: { candidate, answers }, test }) => ({ behaviour: candidate.behaviour, answers, test })),
    Math.floor(most / 2),
  );
  const cut = found.length * ASKED > Math.floor(most / 2);
  const known = new Map(found.map((result, index) => [result, beyond[index]]));
  const after = results.map((result) => heldAgainst(result, known.get(result), fdr)).toSorted(stronger);
  const lost = found.length - after.filter(({ word }) => word !== 'anomaly').length;
  return { results: after, cut, undecided: cut ? lost : 0 };
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
