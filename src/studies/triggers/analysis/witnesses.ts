import type { Witness } from '../../../core/witness.ts';
import type { Said } from '../behaviour.ts';
import type { AnsweredPair } from '../search/pair-test.ts';
import type { Result } from '../results.ts';

/** Enough to try them on a relative of the model. */
const SHOWN = 10;

/** Pairs that differ as the finding says, those of the telling kind first. */
export function witnessesOf({ tested, test }: Result): readonly Witness[] {
  const { behaviour, turn } = tested.candidate;
  const telling = tested.answers.filter(({ with: one, without: other }) => behaviour.hit(one) && !behaviour.hit(other));
  return telling
    .toSorted((a, b) => Number(b.pair.how === test.how) - Number(a.pair.how === test.how))
    .slice(0, SHOWN)
    .map((answered, index) => witness(answered, index, turn));
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
