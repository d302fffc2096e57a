import { printable } from '../../core/printable.ts';
import type { Table } from '../../core/table.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

/** A table of a study, with its title, its note and a line below. */
export function titledTable({ title, columns, rows, note }: Table, width: number, paint: Paint): string[] {
  return [
    ...wrap(printable(title, 200), width).map((line) => paint.bold(line)),
    ...table(
      columns.map((column) => ({ ...column, title: printable(column.title, 80) })),
      rows.map((row) => row.map(safeLines)),
      width,
    ),
    ...(note === undefined ? [] : wrap(printable(note, 1000), width).map((line) => paint.dim(line))),
    '',
  ];
}

/** Line breaks stay; whatever else would move the cursor does not. */
function safeLines(cell: string): string {
  return cell
    .split('\n')
    .map((line) => printable(line, 400))
    .join('\n');
}
