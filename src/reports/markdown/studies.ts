import type { Dossier } from '../../dossier/dossier.ts';
import type { DossierStudy } from '../../dossier/studies.ts';
import { code, escapeText } from '../../core/markdown-text.ts';

/** Rows of a table that are shown: a job summary may hold a megabyte. */
const MOST_ROWS = 100;

/** Each study with its tables. */
export function studies({ studies: all = [], examinations }: Dossier): string[] {
  return all.flatMap(({ id, title, arms, trials, tables, notes }) => [
    `### ${escapeText(title, 200)}`,
    `${trials.judged} of ${trials.planned} trials judged, ${trials.unjudged} not judged, ${trials.errored} failed, ${trials.skipped} skipped.`,
    ...examinations
      .filter((one) => one.id === id && one.status !== 'complete')
      .map(({ status, reason }) => `**The study is ${status}**: ${escapeText(reason ?? '', 1000)}.`),
    arms.map((arm) => `- ${armText(arm)}`).join('\n'),
    ...tables.map((table) => {
      const line = (cells: readonly string[]): string => `| ${cells.map(cellText).join(' | ')} |`;
      const rule = `|${table.columns.map(({ align }) => (align === 'right' ? '--:' : '---')).join('|')}|`;
      const rows = table.rows.slice(0, MOST_ROWS).map(line);
      return [
        `**${escapeText(table.title, 200)}**`,
        '',
        line(table.columns.map((column) => column.title)),
        rule,
        ...rows,
        ...(table.rows.length > MOST_ROWS ? ['', `… and ${table.rows.length - MOST_ROWS} more rows.`] : []),
        ...(table.note === undefined ? [] : ['', `<sub>${escapeText(table.note, 500)}</sub>`]),
      ].join('\n');
    }),
    ...notes.map((note) => escapeText(note, 2000)),
  ]);
}

/** Its lines stay lines. */
const cellText = (cell: string): string =>
  (cell.length > 300 ? `${cell.slice(0, 300)}…` : cell)
    .split('\n')
    .map((line) => escapeText(line, 301))
    .join('<br>');

function armText({ id, role, sameWeightsAs, replayed, identity }: DossierStudy['arms'][number]): string {
  const { model, runtime, endpoint, weights } = identity;
  return [
    `${escapeText(id, 80)}: ${role}, ${code(model, 200)} through ${escapeText(runtime, 40)}`,
    ...(endpoint === undefined ? [] : [`at ${code(endpoint, 200)}`]),
    ...(weights === undefined ? [] : [`weights ${code(weights.sha256.slice(0, 12), 12)}`]),
    ...(sameWeightsAs === undefined ? [] : [`declared to hold the weights of ${escapeText(sameWeightsAs, 80)}`]),
    ...(replayed === true ? ['replayed from a record'] : []),
  ].join(', ');
}
