import { escapeText } from '../../core/markdown-text.ts';
import type { Table } from '../../core/table.ts';

/** Rows of a table that are shown: a job summary may hold a megabyte. */
const MOST_ROWS = 100;

/** A table of a study, with its title and note. */
export function tableText({ title, columns, rows, note }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cellText).join(' | ')} |`;
  const rule = `|${columns.map(({ align }) => (align === 'right' ? '--:' : '---')).join('|')}|`;
  return [
    `**${escapeText(title, 200)}**`,
    '',
    line(columns.map((column) => column.title)),
    rule,
    ...rows.slice(0, MOST_ROWS).map(line),
    ...(rows.length > MOST_ROWS ? ['', `… and ${rows.length - MOST_ROWS} more rows.`] : []),
    ...(note === undefined ? [] : ['', `<sub>${escapeText(note, 1000)}</sub>`]),
  ].join('\n');
}

/** Its lines stay lines. */
const cellText = (cell: string): string =>
  (cell.length > 300 ? `${cell.slice(0, 300)}…` : cell)
    .split('\n')
    .map((line) => escapeText(line, 301))
    .join('<br>');
