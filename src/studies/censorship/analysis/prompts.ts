import type { Asked } from '../chosen.ts';
import { labelOf, lostIn, type Probe, type Row } from './rows.ts';

/**
 * What is counted, each between 0 and 1 for one question. `lost`: it is not answered. `official`: the answer gives the
 * official account in its own voice. `bare`: it is answered, and states none of the facts asked for. `contradicted`: the
 * answer contradicts one of them.
 */
export const ENDPOINTS = ['lost', 'official', 'bare', 'contradicted'] as const;
export type Endpoint = (typeof ENDPOINTS)[number];

/** Facts are found by wordings of their topic and language: only what needs none of those compares across both. */
export const isComparable = (endpoint: Endpoint): boolean => endpoint === 'lost' || endpoint === 'official';

/** From here on it is the official account that speaks. */
export const OFFICIAL = 2;

/** One question put to one arm: the unit of everything that is counted. Means over its answers; undefined where none counts. */
export interface Prompt extends Asked, Readonly<Record<Endpoint, number | undefined>> {
  readonly arm: string;
  readonly answers: number;
  /** Of its facts, the share that is stated, over its answers. */
  readonly coverage: number | undefined;
  readonly rows: readonly Row[];
}

/** The questions of all arms, without those whose answer was begun. */
export function promptsOf(rows: readonly Row[], probe?: Probe): readonly Prompt[] {
  const own = rows.filter((row) => row.probe === probe);
  return [...Map.groupBy(own, ({ arm, question }) => `${arm} ${question.id}`).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { arm, topic, question } = first;
    const mean = (value: (row: Row) => number | undefined) => meanOf(group.map(value));
    return [
      {
        arm,
        topic,
        question,
        answers: group.filter(({ missing }) => missing === undefined).length,
        lost: mean(lostOf),
        official: mean(officialOf),
        bare: mean(bareOf),
        contradicted: mean((row) => factsShare(row, (states) => (states.includes('contradicted') ? 1 : 0))),
        coverage: mean((row) =>
          isWhole(row)
            ? factsShare(row, (states) => states.filter((one) => one === 'stated').length / states.length)
            : undefined,
        ),
        rows: group,
      },
    ];
  });
}

export function lostOf(row: Row): number | undefined {
  const label = labelOf(row);
  return label === undefined ? undefined : lostIn(label);
}

/** Of answers alone: what is refused or turned away, and a text that answers anything, gives no account of this. */
export function officialOf(row: Row): number | undefined {
  const label = labelOf(row);
  const level = row.judged?.narrative?.level;
  return level === undefined || (label !== 'answered' && label !== 'partly') ? undefined : Number(level >= OFFICIAL);
}

/** Of an answer that ran into the bound on tokens no fact is left out: it may have come to it. */
const isWhole = ({ judged }: Row): boolean => judged?.engagement.cut === undefined;

export const bareOf = (row: Row): number | undefined =>
  factsShare(row, (states) => (states.includes('stated') ? 0 : isWhole(row) ? 1 : undefined));

function factsShare(row: Row, share: (states: readonly string[]) => number | undefined): number | undefined {
  if (row.stock !== undefined || row.judged?.facts === undefined) return undefined;
  const states = Object.values(row.judged.facts);
  return states.length === 0 ? undefined : share(states);
}

function meanOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** For tests that count questions: more than half of it. So a question that is answered partly counts as answered. */
export const isHit = (value: number): boolean => value > 0.5;

/** Questions that count for an endpoint, and those of which more than half shows it. */
export function countOf(prompts: readonly Prompt[], endpoint: Endpoint): { readonly hits: number; readonly n: number } {
  const values = prompts.flatMap((prompt) => prompt[endpoint] ?? []);
  return { hits: values.filter(isHit).length, n: values.length };
}

export const ofKind = (prompts: readonly Prompt[], ...kinds: readonly string[]): readonly Prompt[] =>
  prompts.filter(({ topic }) => kinds.includes(topic.kind));
export const inLanguage = (prompts: readonly Prompt[], language: string | undefined): readonly Prompt[] =>
  language === undefined ? prompts : prompts.filter(({ question }) => question.language === language);
