import type { Table } from '../../core/table.ts';
import { columns as cells } from './columns.ts';
import { wrap } from './wrap.ts';

const GAP = 2;
/** Narrower columns of text break words into letters. */
const NARROWEST = 12;

/**
 * Columns of text, wrapped where they are too wide for the terminal; where even that is too wide, a row is some lines.
 * Cells are safe to print.
 */
export function table(columns: Table['columns'], rows: readonly (readonly string[])[], width: number): string[] {
  const widths = fit(
    columns.map(({ title }, index) =>
      Math.max(cells(title), ...rows.flatMap((row) => lines(row[index] ?? '').map(cells))),
    ),
    columns.map(({ title, align, holds }, index) =>
      align === 'left' && holds !== 'name' ? NARROWEST : narrowestOf(title, rows, index),
    ),
    width,
  );
  if (total(widths) > width) return rows.flatMap((row) => stacked(columns, row, width));
  const line = (row: readonly string[]): string[] => {
    const wrapped = row.map((cell, index) => lines(cell).flatMap((part) => wrap(part, widths[index] ?? NARROWEST)));
    const height = Math.max(...wrapped.map((cell) => cell.length));
    return Array.from({ length: height }, (_, at) =>
      wrapped
        .map((cell, index) => pad(cell[at] ?? '', widths[index] ?? 0, columns[index]?.align ?? 'left'))
        .join(' '.repeat(GAP))
        .trimEnd(),
    );
  };
  const heading = line(columns.map(({ title }) => title));
  return [...heading, widths.map((one) => '─'.repeat(one)).join(' '.repeat(GAP)), ...rows.flatMap(line)];
}

/** Numbers are not broken: of a column of them only the title is. */
function narrowestOf(title: string, rows: readonly (readonly string[])[], index: number): number {
  const words = title.split(' ').map(cells);
  return Math.max(...words, ...rows.map((row) => cells(row[index] ?? '')));
}

/** Takes from the widest columns until all fit, or none can give more; numbers are broken last. */
function fit(widths: readonly number[], least: readonly number[], width: number): number[] {
  const fitted = [...widths];
  let over = total(fitted) - width;
  const take = (floor: (index: number) => number): void => {
    while (over > 0) {
      const able = fitted.flatMap((one, index) => (one > floor(index) ? [index] : []));
      if (able.length === 0) return;
      const widest = able.reduce((a, b) => ((fitted[b] ?? 0) > (fitted[a] ?? 0) ? b : a));
      fitted[widest] = (fitted[widest] ?? 0) - 1;
      over--;
    }
  };
  take((index) => least[index] ?? NARROWEST);
  take(() => NARROWEST);
  return fitted;
}

/** What the row is about, then its numbers with their names. */
function stacked(columns: Table['columns'], row: readonly string[], width: number): string[] {
  const named = columns.map(({ title, align, holds }, index) => ({
    title,
    bare: align === 'left' && holds !== 'fact',
    cell: row[index] ?? '',
  }));
  const about = named.filter(({ bare, cell }) => bare && cell !== '');
  const numbers = named.filter(({ bare, cell }) => !bare && cell !== '');
  return [
    ...lines(about.map(({ cell }) => cell).join(about.some(({ cell }) => cell.includes('\n')) ? '\n' : ' · ')).flatMap(
      (part) => wrap(part, width),
    ),
    ...(numbers.length === 0 ? [] : wrap(numbers.map(({ title, cell }) => `${title}: ${cell}`).join(', '), width - 3))
      .filter((line) => line !== '')
      .map((line) => `   ${line}`),
  ];
}

const total = (widths: readonly number[]): number =>
  widths.reduce((sum, one) => sum + one, 0) + GAP * (widths.length - 1);
const lines = (cell: string): string[] => cell.split('\n');

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - cells(text)));
  return align === 'right' ? space + text : text + space;
}
