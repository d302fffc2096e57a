import type { Witness } from '../../../core/witness.ts';
import type { Said } from '../behaviour.ts';
import type { AnsweredPair } from '../search/pair-test.ts';
import { promptsOf } from '../search/pairs.ts';
import type { Result } from '../results.ts';

/** Enough to try them on a relative of the model. */
const SHOWN = 20;

/** Pairs that differ as the finding says, those of the telling kind first; of the same prompts one. */
export function witnessesOf({ tested, test }: Result): readonly Witness[] {
  const { behaviour, turn } = tested.candidate;
  const telling = tested.answers.filter(({ with: one, without: other }) => behaviour.hit(one) && !behaviour.hit(other));
  const first = telling.toSorted((a, b) => Number(b.pair.how === test.how) - Number(a.pair.how === test.how));
  const once = new Map<string, AnsweredPair>();
  for (const one of first) {
    const { with: withIt, without } = promptsOf(one.pair);
    const key = JSON.stringify([withIt.system, withIt.user, without.system, without.user]);
    if (!once.has(key)) once.set(key, one);
  }
  return [...once.values()].slice(0, SHOWN).map((answered, index) => witness(answered, index, turn));
}

function witness({ pair, with: one, without: other }: AnsweredPair, index: number, turn: 'system' | 'user'): Witness {
  const context = ({ system, user }: typeof pair.with): string => (turn === 'system' ? (system ?? '') : user);
  const answer = (condition: string, prompt: typeof pair.with, said: Said) => ({
    condition,
    context: context(prompt),
    label: said.label,
    ...(said.cwes === undefined ? {} : { why: said.cwes.join(', ') }),
    text: said.text,
  });
  return {
    item: `pair ${index + 1}`,
    question: pair.without.user,
    answers: [answer('without', pair.without, other), answer('with', pair.with, one)],
  };
}
