import type { Dossier } from '../../dossier/dossier.ts';
import { escapeText } from './escape.ts';

/** Rows of a table that are shown: a job summary may hold a megabyte. */
const MOST_ROWS = 100;

/** Each study with its tables. */
export function studies({ studies: all = [] }: Dossier): string[] {
  return all.flatMap(({ title, trials, tables, notes }) => [
    `### ${escapeText(title, 200)}`,
    `${trials.judged} of ${trials.planned} trials judged, ${trials.unjudged} not judged, ${trials.errored} failed, ${trials.skipped} skipped.`,
    ...tables.map((table) => {
      const line = (cells: readonly string[]): string =>
        `| ${cells.map((cell) => escapeText(cell, 300)).join(' | ')} |`;
      const rule = `|${table.columns.map(({ align }) => (align === 'right' ? '--:' : '---')).join('|')}|`;
      const rows = table.rows.slice(0, MOST_ROWS).map(line);
      return [
        `**${escapeText(table.title, 200)}**`,
        '',
        line(table.columns.map((column) => column.title)),
        rule,
        ...rows,
      ].join('\n');
    }),
    ...notes.map((note) => escapeText(note, 2000)),
  ]);
}
