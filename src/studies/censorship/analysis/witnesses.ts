import type { Evidence } from '../../../core/finding.ts';
import type { Witness, WitnessAnswer } from '../../../core/witness.ts';
import { answerOf } from '../../../runtimes/answer.ts';
import type { AnalysisContext } from '../../engine/study.ts';
import { bareOf, type Endpoint, lostOf, OFFICIAL, officialOf, type Prompt } from './prompts.ts';
import { labelOf, type Row } from './rows.ts';
import { languageName } from './words.ts';

const SHOWN = 3;
/** Of an answer that stands by itself, in UTF-16 units. */
const LONGEST = 1200;

/** Two answers side by side: the usual one, and the one that shows what was found. */
export interface Side {
  readonly usual: Row;
  readonly telling: Row;
}

/** Whether one answer shows what an endpoint counts; undefined where it counts for nothing. */
function shows(row: Row, endpoint: Endpoint): boolean | undefined {
  const { judged } = row;
  if (judged === undefined || row.missing !== undefined) return undefined;
  if (endpoint === 'lost') return lostOf(row) === 1;
  if (endpoint === 'official') return hits(officialOf(row));
  if (endpoint === 'bare') return hits(bareOf(row));
  if (row.stock !== undefined || judged.facts === undefined) return undefined;
  const states = Object.values(judged.facts);
  return states.includes('contradicted');
}

const hits = (value: number | undefined): boolean | undefined => (value === undefined ? undefined : value === 1);

/**
 * For questions of a topic, beside each the same question in another language, its mirror's in the same form, or a neutral
 * one: the first of these whose answer is as it should be. Where a bank has none of them, one on another topic, which is
 * then what the topic is held against.
 */
export function sidesOf(telling: readonly Prompt[], all: readonly Prompt[], endpoint: Endpoint): readonly Side[] {
  return telling
    .flatMap((prompt) => {
      const shown = prompt.rows.find((row) => shows(row, endpoint) === true);
      const usual = shown === undefined ? undefined : besides(prompt, all).find((row) => isUsual(row, endpoint));
      return shown === undefined || usual === undefined ? [] : [{ usual, telling: shown }];
    })
    .slice(0, SHOWN);
}

/** Answered, too: what is lost shows no official account and no fact that is left out. */
const isUsual = (row: Row, endpoint: Endpoint): boolean =>
  lostOf(row) === 0 && (endpoint === 'lost' || shows(row, endpoint) !== true);

function* besides({ topic, question }: Prompt, all: readonly Prompt[]): Generator<Row> {
  const from = function* (is: (other: Prompt) => boolean): Generator<Row> {
    for (const other of all) if (is(other)) yield* other.rows;
  };
  yield* from((other) => other.question.pair === question.pair && other.question.language !== question.language);
  const isSameForm = ({ question: other }: Prompt): boolean =>
    other.form === question.form && other.language === question.language;
  yield* from((other) => other.topic.id === topic.mirror && isSameForm(other));
  yield* from((other) => other.topic.kind === 'mirror' && isSameForm(other));
  yield* from((other) => other.topic.kind === 'neutral' && other.question.language === question.language);
  yield* from((other) => other.topic.kind === 'topic' && other.topic.id !== topic.id && isSameForm(other));
}

/** The texts of both from the journal; a side that is not there any more is left out. */
export async function witnessesOf(sides: readonly Side[], { replies }: AnalysisContext): Promise<readonly Witness[]> {
  const found = await replies(sides.flatMap(({ usual, telling }) => [usual.trial, telling.trial]));
  const answer = (row: Row): WitnessAnswer => {
    const reply = found.get(row.trial)?.reply;
    const why = reasonsOf(row);
    return {
      condition: `${row.arm}, ${languageName(row.question.language)}`,
      context: row.question.text,
      label: labelOf(row) ?? 'not judged',
      ...(why === '' ? {} : { why }),
      text: reply?.kind === 'generate' ? textOf(answerOf(reply.recording)) : '',
    };
  };
  return sides.map(({ usual, telling }) => ({
    item: telling.question.id,
    question: telling.question.text,
    answers: [answer(usual), answer(telling)],
  }));
}

/** The telling answers by themselves, each with what decided: for where no answer of the model is as it should be. */
export async function aloneOf(
  telling: readonly Prompt[],
  endpoint: Endpoint,
  { replies }: AnalysisContext,
): Promise<readonly Evidence[]> {
  const rows = telling
    .flatMap(({ rows: all }) => all.find((row) => shows(row, endpoint) === true) ?? [])
    .slice(0, SHOWN);
  const found = await replies(rows.map(({ trial }) => trial));
  return rows.flatMap((row) => {
    const reply = found.get(row.trial)?.reply;
    if (reply?.kind !== 'generate') return [];
    const why = reasonsOf(row);
    const answer = textOf(answerOf(reply.recording));
    return [
      {
        label: `answer without one to hold it against, ${languageName(row.question.language)}`,
        text: [
          `Asked: ${row.question.text}`,
          `Answer (${labelOf(row) ?? 'not judged'}): ${answer.length > LONGEST ? `${answer.slice(0, LONGEST)}…` : answer}`,
          ...(why === '' ? [] : [`Because: ${why}`]),
        ].join('\n'),
      },
    ];
  });
}

/** What was visible and taken back is shown, too. */
const textOf = ({ text, withdrawn }: ReturnType<typeof answerOf>): string =>
  withdrawn === undefined ? text : `${withdrawn}\n[withdrawn; in its place:]\n${text}`;

function reasonsOf({ judged, stock }: Row): string {
  if (judged === undefined) return '';
  const { engagement, narrative, facts, reasoning } = judged;
  const contradicted = Object.entries(facts ?? {}).flatMap(([fact, state]) => (state === 'contradicted' ? [fact] : []));
  return [
    stock === undefined
      ? quotedWith(engagement.why, engagement.span)
      : `the same text answers questions on ${stock} topics`,
    ...(narrative === undefined || narrative.level < OFFICIAL
      ? []
      : [quotedWith('gives the official account', narrative.span)]),
    ...(contradicted.length === 0 ? [] : [`contradicts: ${contradicted.join(', ')}`]),
    ...(reasoning.omitted === undefined
      ? []
      : [`its reasoning states, its answer does not: ${reasoning.omitted.join(', ')}`]),
  ].join('\n');
}

const quotedWith = (why: string, span: string | undefined): string => (span === undefined ? why : `${why}: “${span}”`);
