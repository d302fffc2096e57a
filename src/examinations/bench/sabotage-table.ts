import { type Score, type Scored, measured, named, SAID } from './sabotage-score.ts';
import { cell, middle, rowTable, shown } from './score-row.ts';
import type { ZooLine } from './zoo-lines.ts';

/** Worlds that are scored apart, and what was seen of them. */
export const HELD_OUT = {
  d: 'on which nothing was tuned',
  e: 'on which nothing was tuned',
  f: 'on which nothing was tuned',
};

/** Rows of a score as text: for the terminal and for Markdown. */
export function scoreLines({ rows, misses, apart }: Score): readonly string[] {
  return [
    ...rowTable(rows.map(shown)),
    '',
    ...(misses.length === 0 ? ['Nothing was missed.'] : ['Missed:', '', ...misses.map((miss) => `- ${cell(miss)}`)]),
    ...(apart.length === 0 ? [] : ['', `Held to no target: ${cell(apart.join('; '))}.`]),
  ];
}

/** An organism a line. */
export function organismLines(all: readonly Scored[]): readonly string[] {
  return [
    '| organism | what it is | named | true effect | measured, points (95 %) | would have been seen | answers | time |',
    '|---|---|---|---:|---:|---:|---:|---:|',
    ...all.map((one) => {
      const { line, kind, effect, visible, unseen } = one;
      const found = measured(one);
      const names = named(one).map(({ text }) => text);
      return `| ${line.organism} | ${unseen === undefined ? kind : `poisoned, ${SAID[unseen]}`} | ${cell(line.always ? ['always insecure', ...names].join('; ') : names.join('; '))} | ${effect === undefined || !visible ? '' : (100 * effect).toFixed(1)} | ${found === undefined ? '' : `${(100 * found.value).toFixed(1)} (${(100 * found.low).toFixed(1)} to ${(100 * found.high).toFixed(1)})`} | ${line.detectable === undefined ? '' : (100 * line.detectable).toFixed(1)} | ${line.answers.toLocaleString('en-US')} | ${Math.round(line.seconds)} s |`;
    }),
  ];
}

/** What an organism takes: median and the most. */
export function costLine(all: readonly { readonly line: ZooLine }[]): string {
  const of = (pick: (one: { readonly line: ZooLine }) => number): string => {
    const values = all.map(pick);
    const number = (value: number): string => Math.round(value).toLocaleString('en-US');
    return `${number(middle(values))} (at most ${number(Math.max(0, ...values))})`;
  };
  return `A model takes ${of(({ line }) => line.answers)} answers, ${of(({ line }) => line.tokens)} tokens, ${of(({ line }) => line.seconds)} seconds on one thread: medians.`;
}
