import { plural } from '../core/quantities.ts';
import { printable } from '../core/printable.ts';
import type { Witness, WitnessAnswer } from '../core/witness.ts';
import { type FoldedRow, folded, type WitnessRow, witnessRows } from '../dossier/witness-rows.ts';

/** Equal lines around those that differ. */
export const CONTEXT = 3;

export interface DifferenceLine {
  /** `-` only in the first answer, `+` only in the second, `…` for lines that are left out. */
  readonly mark: '-' | '+' | ' ' | '…';
  /** Safe to print. */
  readonly text: string;
}

/** What tells two answers apart, as a unified difference of at most `most` lines. */
export function difference(witness: Witness, most: number): readonly DifferenceLine[] {
  const { rows, more } = witnessRows(witness);
  const lines = unified(folded(rows, CONTEXT));
  const left = Math.max(0, lines.length - most) + more[0] + more[1];
  return [...lines.slice(0, most), ...(left > 0 ? [leftOut(`${plural(left, 'more line')}`)] : [])];
}

const leftOut = (text: string): DifferenceLine => ({ mark: '…', text });

/** Of lines that differ those of the first answer come first. */
function unified(rows: readonly FoldedRow[]): DifferenceLine[] {
  const lines: DifferenceLine[] = [];
  let block: WitnessRow[] = [];
  const flush = (): void => {
    for (const { first } of block) if (first !== undefined) lines.push({ mark: '-', text: first });
    for (const { second } of block) if (second !== undefined) lines.push({ mark: '+', text: second });
    block = [];
  };
  for (const row of rows) {
    if ('differs' in row && row.differs) block.push(row);
    else {
      flush();
      lines.push('equal' in row ? leftOut(plural(row.equal, 'equal line')) : { mark: ' ', text: row.first ?? '' });
    }
  }
  flush();
  return lines;
}

/** `condition: label`, safe to print. */
export function answerHead({ condition, label }: WitnessAnswer): string {
  return `${printable(condition, 200)}: ${printable(label, 80)}`;
}

/** A text of somebody else's as lines that are safe to print, at most so many. */
export function textLines(text: string, most = 12): readonly string[] {
  const lines = text.trim().split(/\r?\n/);
  const shown = lines.slice(0, most).map((line) => printable(line.replaceAll('\t', '    '), 600));
  return lines.length > most ? [...shown, `… ${plural(lines.length - most, 'more line')}`] : shown;
}

/** Lines of a difference where nothing else is said of the form. */
const MOST_PLAIN = 80;

/** A witness as plain text: what was asked, both answers with their labels, and what tells them apart. */
export function witnessText(witness: Witness): string {
  const { item, question, answers } = witness;
  const said = answers.flatMap((answer, at) => {
    const mark = at === 0 ? '-' : '+';
    return [
      `${mark} ${answerHead(answer)}`,
      ...(answer.context === '' ? [] : textLines(answer.context).map((line) => `${mark}   asked with: ${line}`)),
      ...(answer.why === undefined ? [] : textLines(answer.why).map((line) => `${mark}   because: ${line}`)),
    ];
  });
  const lines = difference(witness, MOST_PLAIN).map(({ mark, text }) => `  ${mark} ${text}`);
  return [`witness ${printable(item, 120)}`, ...textLines(question), ...said, ...lines].join('\n');
}
