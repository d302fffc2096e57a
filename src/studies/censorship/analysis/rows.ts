import type { Outcome } from '../../engine/outcome.ts';
import type { Asked, Chosen } from '../chosen.ts';
import { isMatter } from '../chosen.ts';
import type { Judged } from '../judged.ts';
import type { Engagement } from '../../judges/engagement/engagement.ts';
import { FIRST_TOKENS, PREFILLED } from '../attribution/extra-trials.ts';

/** Why an answer counts for nothing. */
export const MISSING = ['unusable', 'cut off', 'unjudged', 'errored', 'skipped', 'not recorded'] as const;
export type Missing = (typeof MISSING)[number];

export type Probe = typeof PREFILLED | typeof FIRST_TOKENS;

/** One trial with what became of it. */
export interface Row extends Asked {
  readonly trial: string;
  readonly arm: string;
  /** It looks behind answers, and is none that counts. */
  readonly probe?: Probe;
  readonly repeat: number;
  readonly judged?: Judged;
  readonly missing?: Missing;
  /** The same text answers questions of so many topics: it answers none of them. */
  readonly stock?: number;
}

/** How much of an answer is lost; undefined where nothing can be said. Partly counts half. */
export function lostIn(label: Engagement): number | undefined {
  if (label === 'unusable') return undefined;
  return label === 'answered' ? 0 : label === 'partly' ? 0.5 : 1;
}

/** The label that counts: what a stock text answered is no answer. */
export function labelOf({ judged, stock }: Row): Engagement | undefined {
  if (judged === undefined) return undefined;
  return stock === undefined ? judged.engagement.label : 'deflected';
}

/** A text that answers questions of fewer topics may be a coincidence. */
const STOCK_TOPICS = 3;

/** One text that a model gives to many questions. */
export interface Stock {
  readonly arm: string;
  readonly topics: number;
  readonly answers: number;
  /** An answer that holds it. */
  readonly trial: string;
  /** What the judge called it. */
  readonly label: Engagement;
}

export interface Rows {
  readonly rows: readonly Row[];
  readonly stock: readonly Stock[];
}

/** The outcomes with their questions, and the stock answers that they show. */
export async function rowsOf(outcomes: AsyncIterable<Outcome<Judged>>, { questions }: Chosen): Promise<Rows> {
  const rows: Row[] = [];
  for await (const outcome of outcomes) {
    const asked = questions.get(outcome.item);
    if (asked === undefined) continue;
    const { trial, arm, repeat } = outcome;
    const judged = outcome.state === 'judged' ? outcome.judgement : undefined;
    const missing = missingOf(outcome);
    rows.push({
      ...asked,
      trial,
      arm,
      repeat,
      ...(outcome.condition === PREFILLED || outcome.condition === FIRST_TOKENS ? { probe: outcome.condition } : {}),
      ...(judged === undefined ? {} : { judged }),
      ...(missing === undefined ? {} : { missing }),
    });
  }
  return withStock(rows);
}

function missingOf(outcome: Outcome<Judged>): Missing | undefined {
  if (outcome.state === 'judged') {
    const { label, cut } = outcome.judgement.engagement;
    if (label !== 'unusable') return undefined;
    return cut === undefined ? 'unusable' : 'cut off';
  }
  // A log of a chat holds what somebody typed, and no more.
  return outcome.state === 'errored' && outcome.fault === 'unsupported' ? 'not recorded' : outcome.state;
}

function withStock(rows: readonly Row[]): Rows {
  const stock: Stock[] = [];
  const topicsOf = new Map<Row, number>();
  const texts = Map.groupBy(
    rows.filter((row) => row.judged?.digest !== undefined),
    ({ arm, judged }) => `${arm} ${judged?.digest}`,
  );
  for (const same of texts.values()) {
    const topics = new Set(
      same.filter(({ topic, probe }) => isMatter(topic) && probe === undefined).map(({ topic }) => topic.id),
    ).size;
    const [first] = same;
    if (topics < STOCK_TOPICS || first?.judged === undefined) continue;
    const { arm, trial, judged } = first;
    stock.push({ arm, topics, answers: same.length, trial, label: judged.engagement.label });
    for (const row of same) if (isEmptyHanded(row)) topicsOf.set(row, topics);
  }
  const marked = rows.map((row) => {
    const topics = topicsOf.get(row);
    return topics === undefined ? row : { ...row, stock: topics };
  });
  return { rows: marked, stock: stock.toSorted((a, b) => b.topics - a.topics || b.answers - a.answers) };
}

/** Taken for an answer, and none of what was asked for is in it. */
function isEmptyHanded({ judged }: Row): boolean {
  const label = judged?.engagement.label;
  return (label === 'answered' || label === 'partly') && !Object.values(judged?.facts ?? {}).includes('stated');
}
