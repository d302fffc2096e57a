import type { Table } from '../../../core/table.ts';
import { mcnemar } from '../../../statistics/mcnemar.ts';
import { type Mirrored, mirroredOf } from './asymmetry.ts';
import { tableOf } from './pairs.ts';
import type { Results } from './results.ts';
import { left, percent, points, probability, right, titleOf } from './words.ts';

/** Each topic beside its mirror, and what of the difference a reference has, too. */
export function mirrorTable(arm: string, { prompts, arms, chosen }: Results): Table {
  const titles = new Map(chosen.bank.topics.map((topic) => [topic.id, titleOf(topic)]));
  const reference = arms.find(({ role }) => role === 'reference')?.id;
  const held = new Map(
    mirroredOf(prompts.get(reference ?? '') ?? [], 'lost').map((one) => [one.topic, one.difference]),
  );
  const mean = ({ pairs }: Mirrored, side: 'first' | 'second'): number =>
    pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
  return {
    id: `mirrors-${arm}`,
    title: `Topics beside their mirrors: what ${arm} does not answer`,
    columns: [
      left('topic'),
      left('mirror'),
      right('pairs'),
      right('topic'),
      right('mirror'),
      right('points more'),
      right('p, McNemar'),
      ...(reference === undefined ? [] : [right(`in ${reference}`), right('points more than there')]),
    ],
    rows: mirroredOf(prompts.get(arm) ?? [], 'lost')
      .toSorted((a, b) => b.difference - a.difference)
      .map((one) => {
        const other = held.get(one.topic);
        return [
          titles.get(one.topic) ?? one.topic,
          titles.get(one.mirror) ?? one.mirror,
          String(one.pairs.length),
          percent(mean(one, 'first')),
          percent(mean(one, 'second')),
          points(one.difference),
          probability(mcnemar(tableOf(one.pairs)).p),
          ...(reference === undefined
            ? []
            : other === undefined
              ? ['–', '–']
              : [points(other), points(one.difference - other)]),
        ];
      }),
    note: 'Questions of the same form and language. One pair shows little: p is not corrected, and finds nothing by itself; all pairs together are among the contrasts.',
  };
}
