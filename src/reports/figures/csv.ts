import { stringify } from 'csv-stringify/sync';
import type { Figure } from '../../core/figure.ts';
import { figureValues, type Value } from '../../core/figures/values.ts';

/**
 * The numbers of a figure by RFC 4180, a row each. CSV has no comments: what a reader must know stands in a last column, in
 * the first row. Names are somebody else's: none can be a formula (CWE-1236).
 */
export function figureCsv(figure: Figure): string {
  const { columns, rows } = figureValues(figure);
  const note = 'note' in figure ? figure.note : undefined;
  const noted = note === undefined ? [] : ['note'];
  return stringify([
    [...columns, ...noted],
    ...rows.map((row, index) => [...row, ...noted.map(() => (index === 0 ? note : undefined))].map(cell)),
  ]);
}

/** A number stays one, also where it is negative; a text that a spreadsheet would reckon with is quoted for it. */
function cell(value: Value): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  return /^[\s]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/.test(value) || /^[\t\r\n]/.test(value) ? `'${value}` : value;
}
