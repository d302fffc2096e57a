import type { Table } from '../../core/table.ts';
import { wrap } from './wrap.ts';

const GAP = 2;
/** Narrower columns of text break words into letters. */
const NARROWEST = 12;

/** Columns of text, wrapped where they are too wide for the terminal. Cells are safe to print. */
export function table(columns: Table['columns'], rows: readonly (readonly string[])[], width: number): string[] {
  const widths = fit(
    columns.map(({ title }, index) =>
      Math.max(length(title), ...rows.flatMap((row) => lines(row[index] ?? '').map(length))),
    ),
    width,
  );
  const line = (cells: readonly string[]): string[] => {
    const wrapped = cells.map((cell, index) => lines(cell).flatMap((part) => wrap(part, widths[index] ?? NARROWEST)));
    const height = Math.max(...wrapped.map((cell) => cell.length));
    return Array.from({ length: height }, (_, row) =>
      wrapped
        .map((cell, index) => pad(cell[row] ?? '', widths[index] ?? 0, columns[index]?.align ?? 'left'))
        .join(' '.repeat(GAP))
        .trimEnd(),
    );
  };
  const heading = line(columns.map(({ title }) => title));
  return [...heading, widths.map((one) => '─'.repeat(one)).join(' '.repeat(GAP)), ...rows.flatMap(line)];
}

/** Takes from the widest columns until all fit, or none can give more. */
function fit(widths: readonly number[], width: number): number[] {
  const fitted = [...widths];
  const room = width - GAP * (widths.length - 1);
  let over = fitted.reduce((sum, one) => sum + one, 0) - room;
  while (over > 0) {
    const widest = fitted.indexOf(Math.max(...fitted));
    if ((fitted[widest] ?? 0) <= NARROWEST) break;
    fitted[widest] = (fitted[widest] ?? 0) - 1;
    over--;
  }
  return fitted;
}

const lines = (cell: string): string[] => cell.split('\n');
const length = (text: string): number => [...text].length;

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - length(text)));
  return align === 'right' ? space + text : text + space;
}
