import type { Classification } from '../claims/export-controls/classify.ts';
import { numberText } from '../claims/held/number-text.ts';
import type { Block } from './blocks.ts';

/** What the rules make of a chip on a day: outcome, the distance to every edge, the texts that say so, what was not read. */
export function chipBlocks(of: Classification): readonly Block[] {
  const { headline, measures, rules, letters, events, warnings, unverified, sources, disclaimer } = of;
  const figures = Object.values(measures).map(({ quantity, value, working, status, decides }) => [
    quantity,
    value === undefined ? 'unknown' : numberText(value),
    `${working} (${status}${decides ? '' : ', may not decide'})`,
  ]);
  return [
    { kind: 'heading', text: headline },
    { kind: 'text', text: disclaimer },
    {
      kind: 'table',
      table: {
        id: 'figures',
        title: 'Figures',
        columns: [
          { title: 'of', align: 'left' },
          { title: 'is', align: 'right' },
          { title: 'by', align: 'left' },
        ],
        rows: figures,
      },
    },
    ...rules.flatMap(ruleBlocks),
    ...items('Letters to companies: no rule, and binding', letters.map(eventText)),
    ...items('What happened about it', events.map(eventText)),
    ...items('Warnings', warnings),
    ...items('Unverified', unverified),
    ...items(
      'Figures seen at',
      sources.map(({ title, address }) => `${title}${address === undefined ? '' : `: ${address}`}`),
    ),
    { kind: 'text', text: disclaimer },
  ];
}

const items = (title: string, all: readonly string[]): Block[] =>
  all.length === 0 ? [] : [{ kind: 'items', title, items: all }];

function ruleBlocks({
  title,
  standing,
  destinations,
  outcome,
  numerically,
  edges,
  remarks,
  cites,
}: Classification['rules'][number]): Block[] {
  const bare = numerically === undefined ? '' : `; by the bare numbers: ${numerically.says}`;
  const rows = edges.map(({ paragraph, quantity, is, edge, unit, value, margin, relative, meets }) => [
    paragraph,
    `${quantity} ${is} ${numberText(edge)} ${unit}`,
    meets,
    value === undefined || margin === undefined
      ? 'unknown'
      : `${numberText(value)}, ${signed(margin)} (${signed((relative ?? 0) * 100)} %)`,
  ]);
  const columns = [
    { title: 'paragraph', align: 'left' },
    { title: 'edge', align: 'left' },
    { title: 'met', align: 'left' },
    { title: 'value and margin', align: 'left' },
  ] as const;
  return [
    { kind: 'heading', text: title },
    {
      kind: 'text',
      text: `${outcome.says}${outcome.paragraphs.length === 0 ? '' : ` (${outcome.paragraphs.join(', ')})`}${bare}.`,
    },
    { kind: 'text', text: `${standing.says}; ${destinations}.` },
    ...(rows.length === 0 ? [] : [{ kind: 'table' as const, table: { id: title, title: 'Edges', columns, rows } }]),
    ...items(
      'Beside it',
      remarks.map(
        ({ about, answer, says, verified }) =>
          `${about}: ${answer === undefined ? '' : `${answer}; `}${says}${verified ? '' : ' [unverified]'}`,
      ),
    ),
    ...items(
      'Cited',
      cites.map(({ source, at, text, status, address }) => `${source}, ${at} (${status}): “${text}” ${address}`),
    ),
  ];
}

const signed = (value: number): string =>
  `${value < 0 ? '−' : '+'}${numberText(Math.abs(Number(value.toPrecision(4))))}`;

type Event = Classification['events'][number];
const eventText = ({ date, by, says, source, status }: Event): string =>
  `${date}, ${by}: ${says} (${source}, ${status})`;
