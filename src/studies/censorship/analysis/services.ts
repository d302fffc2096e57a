import { mcnemar } from '../../../statistics/mcnemar.ts';
import { newcombePaired } from '../../../statistics/newcombe.ts';
import type { ArmRecord } from '../../engine/arm.ts';
import type { Contrast } from './contrast.ts';
import { pairsOf, tableOf } from './pairs.ts';
import { type Endpoint, ofKind, type Prompt } from './prompts.ts';
import { probability } from './words.ts';

/** Each arm against the one whose weights it is said to hold, over the same questions on topics. */
export function servicesOf(
  arms: readonly ArmRecord[],
  promptsOf: (arm: string) => readonly Prompt[],
  endpoint: Endpoint,
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
    const { p } = mcnemar(table);
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
        p,
        beside: [
          { label: 'exact McNemar test over questions', text: probability(p), p },
          ...(other === undefined
            ? []
            : [{ label: 'the same on mirrors and neutral questions', text: probability(other.p), p: other.p }]),
        ],
        named: true,
      },
    ];
  });
}
