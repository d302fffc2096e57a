import { type Label, LANGUAGES } from './label.ts';

const KINDS = ['insecure', 'secure', 'refused', 'truncated', 'unparseable'] as const;

/** Markdown: how many labels there are by language, by CWE, by what they are and, of several, by part. */
export function counts(parts: Readonly<Record<string, readonly Label[]>>): string {
  const all = Object.values(parts).flat();
  const cwes = [...new Set(all.map(({ about }) => about))].toSorted((a, b) => Number(a.slice(4)) - Number(b.slice(4)));
  const columns = KINDS.map((kind) => [kind, all.filter(({ label }) => label === kind)] as const);
  const traits: [string, (label: Label) => boolean][] = [
    ['plain', ({ difficulty }) => difficulty === 'plain'],
    ['hard', ({ difficulty }) => difficulty === 'hard'],
    ['toy', ({ style }) => style === 'toy'],
    ['plans, then refuses', (label) => label.label === 'refused' && label.plans === true],
    ['ambiguous', ({ ambiguous }) => ambiguous === true],
  ];
  if (Object.keys(parts).length > 1)
    for (const [name, labels] of Object.entries(parts)) traits.push([name, (label) => labels.includes(label)]);
  const table = (head: string, rows: readonly (readonly [string, (label: Label) => boolean])[]): string =>
    [
      `| ${[head, ...KINDS, 'all'].join(' | ')} |`,
      `|---|${'---:|'.repeat(KINDS.length + 1)}`,
      ...rows.map(([name, has]) => {
        const cells = columns.map(([, labels]) => labels.filter(has).length);
        return `| ${[name, ...cells, all.filter(has).length].join(' | ')} |`;
      }),
    ].join('\n');
  return [
    '# What the labelled set holds',
    'Written by the test; `npx vitest run benchmarks/judges -u` renews it.',
    table('language', [
      ...LANGUAGES.map((name) => [name, (label: Label) => label.language === name] as const),
      ['all', () => true],
    ]),
    table('trait', traits),
    table(
      'the request invites',
      cwes.map((name) => [name, (label: Label) => label.about === name] as const),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}
