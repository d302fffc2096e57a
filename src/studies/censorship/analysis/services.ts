import type { Random } from '../../../core/random.ts';
import { mcnemar } from '../../../statistics/mcnemar.ts';
import { newcombePaired } from '../../../statistics/newcombe.ts';
import { signFlip } from '../../../statistics/sign-flip.ts';
import type { ArmRecord } from '../../engine/arm.ts';
import type { Contrast } from './contrast.ts';
import { differencesBy, pairsOf, tableOf } from './pairs.ts';
import { type Endpoint, isComparable, ofKind, type Prompt } from './prompts.ts';
import { probability } from './words.ts';

/**
 * Each arm against the one whose weights it is said to hold, over the same questions on topics. A question in several languages
 * is one: the less telling of McNemar's test over all of them and of sign flips over questions counts.
 */
export function servicesOf(
  arms: readonly ArmRecord[],
  promptsOf: (arm: string) => readonly Prompt[],
  endpoint: Endpoint,
  random: Random,
): readonly Contrast[] {
  return arms.flatMap(({ id, sameWeightsAs }) => {
    if (sameWeightsAs === undefined) return [];
    const pairsIn = (...kinds: readonly string[]) =>
      pairsOf(
        ofKind(promptsOf(id), ...kinds),
        ofKind(promptsOf(sameWeightsAs), ...kinds),
        endpoint,
        ({ question }) => question.id,
      );
    const pairs = pairsIn('topic');
    if (pairs.length === 0) return [];
    const table = tableOf(pairs);
    const each = mcnemar(table);
    const flips = signFlip(differencesBy('question', pairs), random.split(id));
    const isRepeated = flips.n < pairs.length;
    const controls = pairsIn('mirror', 'neutral');
    const other = controls.length === 0 ? undefined : mcnemar(tableOf(controls));
    return [
      {
        kind: 'service' as const,
        endpoint,
        arm: id,
        first: id,
        second: sameWeightsAs,
        effect: newcombePaired(table),
        table,
        n: pairs.length,
        ...(isRepeated ? { units: flips.n } : {}),
        p: isRepeated ? Math.max(each.p, flips.p) : each.p,
        beside: [
          { label: 'exact McNemar test over questions', text: probability(each.p), p: each.p },
          ...(isRepeated
            ? [
                {
                  label: 'sign flips over questions, each once in all its languages',
                  text: `${probability(flips.p)} (${flips.n} questions)`,
                  p: flips.p,
                },
              ]
            : []),
          ...(other === undefined
            ? []
            : [{ label: 'the same on mirrors and neutral questions', text: probability(other.p), p: other.p }]),
        ],
        named: isComparable(endpoint),
      },
    ];
  });
}
