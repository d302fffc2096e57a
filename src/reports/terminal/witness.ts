import { plural } from '../../core/quantities.ts';
import type { Witness, WitnessAnswer } from '../../core/witness.ts';
import { type FoldedRow, folded, witnessRows } from '../../dossier/witness-rows.ts';
import { answerHead, CONTEXT, difference, textLines } from '../witness.ts';
import { cutInto, padTo } from './columns.ts';
import type { Paint } from './paint.ts';
import { wrap } from './wrap.ts';

/** From here on two answers fit beside one another. */
const SIDE_BY_SIDE = 110;
/** A terminal holds some fifty lines: the other forms show the whole. */
const MOST_LINES = 40;
const INDENT = '   ';
const BETWEEN = ' │ ';

/** The most telling witness of a finding, and how many more there are. */
export function witnesses(all: readonly Witness[], width: number, paint: Paint): string[] {
  const [first] = all;
  if (first === undefined) return [];
  const room = width - INDENT.length;
  const lines = [
    '',
    ...prose(first.question, room - 7).map((line, at) => `${paint.dim(at === 0 ? 'Asked  ' : '       ')}${line}`),
    '',
    ...(width >= SIDE_BY_SIDE ? besides(first, room, paint) : below(first, room, paint)),
    ...(all.length > 1
      ? [
          '',
          ...wrap(
            `${plural(all.length - 1, 'more pair')} of answers: --format json and the HTML report show all.`,
            room,
          ).map(paint.dim),
        ]
      : []),
  ];
  return lines.map((line) => (line === '' ? '' : INDENT + line));
}

function besides(witness: Witness, room: number, paint: Paint): string[] {
  const pane = Math.floor((room - BETWEEN.length) / 2);
  const [first, second] = witness.answers;
  const join = (left: readonly string[], right: readonly string[], paints: readonly [Painted, Painted]): string[] =>
    Array.from({ length: Math.max(left.length, right.length) }, (_, at) =>
      `${paints[0](padTo(left[at] ?? '', pane))}${paint.dim(BETWEEN)}${paints[1](right[at] ?? '')}`.trimEnd(),
    );
  const beside = (of: (answer: WitnessAnswer) => string | undefined, style: Painted): string[] =>
    join(paragraph('  ', of(first), pane), paragraph('  ', of(second), pane), [style, style]);
  const { rows, more } = witnessRows(witness);
  const shown = folded(rows, CONTEXT);
  const left = more.map((count, at) => count + linesOf(shown.slice(MOST_LINES), at)) as [number, number];
  const rest = left.map((count) => (count > 0 ? [`… ${plural(count, 'more line')}`] : [])) as [string[], string[]];
  return [
    ...join(marked('-', answerHead(first), pane), marked('+', answerHead(second), pane), [paint.bold, paint.bold]),
    ...beside(({ context }) => context, paint.dim),
    `${'─'.repeat(pane)}─┼─${'─'.repeat(pane)}`,
    ...shown.slice(0, MOST_LINES).flatMap((row) => {
      if ('equal' in row) {
        const text = [`… ${plural(row.equal, 'equal line')}`];
        return join(text, text, [paint.dim, paint.dim]);
      }
      const side = (mark: string, text: string | undefined): string[] =>
        text === undefined ? [] : marked(row.differs ? mark : ' ', text, pane);
      const style: readonly [Painted, Painted] = row.differs ? [paint.first, paint.second] : [same, same];
      return join(side('-', row.first), side('+', row.second), style);
    }),
    ...join(rest[0], rest[1], [paint.dim, paint.dim]),
    ...(first.why === undefined && second.why === undefined
      ? []
      : [`${'─'.repeat(pane)}─┼─${'─'.repeat(pane)}`, ...beside(({ why }) => why, same)]),
  ];
}

type Painted = (text: string) => string;
const same: Painted = (text) => text;

/** Lines of one side in rows. */
function linesOf(rows: readonly FoldedRow[], at: number): number {
  const key = at === 0 ? 'first' : 'second';
  return rows.reduce((sum, row) => sum + ('equal' in row ? row.equal : row[key] === undefined ? 0 : 1), 0);
}

function below(witness: Witness, room: number, paint: Paint): string[] {
  const marks = [
    ['-', paint.first],
    ['+', paint.second],
  ] as const;
  const both = (of: (answer: WitnessAnswer, mark: '-' | '+') => readonly string[]): string[] =>
    witness.answers.flatMap((answer, at) => of(answer, marks[at === 0 ? 0 : 1][0]));
  return [
    ...both((answer, mark) => [
      ...marked(mark, answerHead(answer), room).map(paint.bold),
      ...paragraph('  ', answer.context, room).map(paint.dim),
    ]),
    '─'.repeat(room),
    ...difference(witness, MOST_LINES).flatMap(({ mark, text }) => {
      const style = mark === '-' ? paint.first : mark === '+' ? paint.second : mark === '…' ? paint.dim : same;
      return marked(mark, text, room).map((line) => style(line.trimEnd()));
    }),
    ...(witness.answers.every(({ why }) => why === undefined) ? [] : ['─'.repeat(room)]),
    ...both(({ why }, mark) => paragraph(`${mark} `, why, room)),
  ];
}

/** A line behind its mark; what does not fit goes on below, further in. */
function marked(mark: string, text: string, width: number): string[] {
  return cutInto(text, width - 4).map((line, at) => `${mark} ${at === 0 ? '' : '  '}${line}`);
}

function paragraph(before: string, text: string | undefined, width: number): string[] {
  return text === undefined || text === '' ? [] : prose(text, width - 2).map((line) => before + line);
}

function prose(text: string, width: number): string[] {
  return textLines(text).flatMap((line) => wrap(line, width).flatMap((part) => cutInto(part, width)));
}
