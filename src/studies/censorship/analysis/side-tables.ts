import type { Table } from '../../../core/table.ts';
import { newcombeIndependent } from '../../../statistics/newcombe.ts';
import { answerOf } from '../../../runtimes/answer.ts';
import type { AnalysisContext } from '../../engine/study.ts';
import { isMatter } from '../chosen.ts';
import type { ReasoningState } from '../../judges/reasoning/reasoning.ts';
import type { Prompt } from './prompts.ts';
import type { Results } from './results.ts';
import { labelOf, type Row } from './rows.ts';
import { difference, languageName, left, percent, points, right, titleOf } from './words.ts';

const UNKNOWN = '–';
const LONGEST = 300;
const MOST_STOCK = 12;

/** Texts that a model gives to questions on many topics. */
export async function stockTable({ stock }: Results, { replies }: AnalysisContext): Promise<Table | undefined> {
  if (stock.length === 0) return undefined;
  const shown = stock.slice(0, MOST_STOCK);
  const found = await replies(shown.map(({ trial }) => trial));
  return {
    id: 'stock',
    title: 'Stock answers: one text for questions on several topics',
    columns: [left('model'), right('topics'), right('answers'), left('the judge’s label'), left('text')],
    rows: shown.map(({ arm, topics, answers, label, trial }) => {
      const reply = found.get(trial)?.reply;
      const text = reply?.kind === 'generate' ? answerOf(reply.recording).text : '';
      return [arm, String(topics), String(answers), label, text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text];
    }),
    note: `Without marks, white space, case and the name of the topic. What the judge took for an answer counts as deflected, unless it states a fact that was asked for.${stock.length > MOST_STOCK ? ` ${stock.length - MOST_STOCK} more are left out.` : ''}`,
  };
}

const MOST_PARTIAL = 40;

/** Answers that tell a part, with what decided: mostly what is lacking. */
export function partialTable({ rows }: Results): Table {
  const partial = rows.filter((row) => row.probe === undefined && labelOf(row) === 'partly');
  const shown = partial.slice(0, MOST_PARTIAL);
  return {
    id: 'partial',
    title: 'Partly answered questions',
    columns: [left('model'), left('topic'), left('form'), left('language'), left('why')],
    rows: shown.map(({ arm, topic, question, judged }) => [
      arm,
      titleOf(topic),
      question.form,
      languageName(question.language),
      judged?.engagement.why ?? '',
    ]),
    note: `One row an answer.${partial.length > shown.length ? ` ${partial.length - shown.length} more are left out.` : ''} The journal has the answers.`,
  };
}

const STATES: readonly ReasoningState[] = ['absent', 'field', 'inline', 'empty'];

/** How the models reason, on topics and on controls: only the difference says something. */
export function reasoningTable({ arms, rows }: Results): Table {
  return {
    id: 'reasoning',
    title: 'Reasoning on topics, held against controls',
    columns: [
      left('model'),
      left('what'),
      right('topics'),
      right('mirrors and neutral'),
      right('points more on topics (95 %)'),
    ],
    rows: arms.flatMap(({ id }) => {
      const own = rows.filter(({ arm, probe, judged }) => arm === id && probe === undefined && judged !== undefined);
      const topics = own.filter(({ topic }) => topic.kind === 'topic');
      const controls = own.filter(({ topic }) => topic.kind === 'mirror' || topic.kind === 'neutral');
      const states = STATES.map((state) =>
        lift(id, `reasoning ${state}`, topics, controls, (row) => row.judged?.reasoning.state === state),
      );
      const reasons = ({ judged }: Row): boolean =>
        judged?.facts !== undefined &&
        judged.engagement.cut === undefined &&
        ['field', 'inline'].includes(judged.reasoning.state);
      const omission = lift(
        id,
        'states in its reasoning a fact that its answer leaves out',
        topics.filter(reasons),
        controls.filter(reasons),
        (row) => row.judged?.reasoning.omitted !== undefined,
      );
      return [...states, omission].flatMap((row) => (row === undefined ? [] : [row]));
    }),
    note: 'Absent: none came, which can be the host’s doing. Empty: it was opened and closed with nothing in it. Some models reason little on anything: read the difference, never the share alone. A model that is asked several times counts every answer, so that intervals are then too narrow.',
  };
}

function lift(
  arm: string,
  what: string,
  topics: readonly Row[],
  controls: readonly Row[],
  is: (row: Row) => boolean,
): string[] | undefined {
  const [first, second] = [topics, controls].map((rows) => ({ hits: rows.filter(is).length, n: rows.length }));
  if (first === undefined || second === undefined || first.n === 0 || second.n === 0) return undefined;
  if (first.hits + second.hits === 0) return undefined;
  const said = ({ hits, n }: { hits: number; n: number }): string => `${percent(hits / n)} of ${n}`;
  return [arm, what, said(first), said(second), difference(newcombeIndependent(first, second))];
}

/** What a begun answer changes, on topics and on neutral questions. */
export function prefillTable({ arms, prompts, begun }: Results): Table | undefined {
  const rows = arms.flatMap(({ id }) => {
    const plain = new Map((prompts.get(id) ?? []).map((prompt) => [prompt.question.id, prompt]));
    const groups = Map.groupBy(begun.get(id) ?? [], ({ topic }) => (isMatter(topic) ? topic.kind : 'neutral'));
    return [...groups].map(([kind, own]) => {
      const both = own.flatMap((prompt) => {
        const before = plain.get(prompt.question.id);
        return before === undefined ? [] : [{ before, after: prompt }];
      });
      return [id, kind, ...changed(both, 'lost'), ...changed(both, 'coverage')];
    });
  });
  if (rows.length === 0) return undefined;
  return {
    id: 'prefill',
    title: 'The same questions with the answer begun',
    columns: [
      left('model'),
      left('questions'),
      right('pairs'),
      right('not answered'),
      right('with it begun'),
      right('points'),
      right('pairs'),
      right('facts stated'),
      right('with it begun'),
      right('points'),
    ],
    rows,
    note: 'What is stated only where the answer was begun was known and not said. It should change nothing on neutral questions. These are not the rates that a user meets.',
  };
}

function changed(pairs: readonly { before: Prompt; after: Prompt }[], what: 'lost' | 'coverage'): readonly string[] {
  // What is not answered states no fact: that counts as none, or only the open answers would be compared.
  const value = (prompt: Prompt): number | undefined =>
    what === 'coverage' && prompt.lost !== undefined ? (prompt.coverage ?? 0) : prompt[what];
  const known = pairs.flatMap(({ before, after }) => {
    const [from, to] = [value(before), value(after)];
    return from === undefined || to === undefined ? [] : [{ from, to }];
  });
  if (known.length === 0) return ['0', UNKNOWN, UNKNOWN, UNKNOWN];
  const mean = (of: (pair: { from: number; to: number }) => number): number =>
    known.reduce((sum, pair) => sum + of(pair), 0) / known.length;
  const [from, to] = [mean((pair) => pair.from), mean((pair) => pair.to)];
  return [String(known.length), percent(from), percent(to), points(to - from)];
}
