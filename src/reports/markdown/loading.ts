import type { Dossier } from '../../dossier/dossier.ts';
import type { LoadingCode, LoadingRow } from '../../dossier/loading.ts';
import { code, escapeText } from '../../core/markdown-text.ts';

const MOST_ROWS = 20;
const MOST_FILES = 4;

/** How the subject loads: which program takes which files, and what of them runs. */
export function loading({ loading: rows = [] }: Dossier): string[] {
  if (rows.length === 0) return [];
  const head = ['| loader | call | files | what runs |', '|---|---|---|---|'];
  const more = rows.length - MOST_ROWS;
  return [
    '### How it loads',
    [...head, ...rows.slice(0, MOST_ROWS).map(row)].join('\n'),
    ...(more > 0 ? [`… and ${more} more: the dossier lists all.`] : []),
  ];
}

function row({ loader, folder, call, files, fileCount, runs, note }: LoadingRow): string {
  const where = folder === '' ? '' : `<br>in ${code(folder, 120)}`;
  const notes = note === undefined ? [] : [`<sub>${escapeText(note, 400)}</sub>`];
  const what = [...(runs.length === 0 ? ['nothing of the subject'] : runs.map(one)), ...notes];
  return `| ${escapeText(loader)}${where} | ${code(call, 160)} | ${names(files, fileCount)} | ${what.join('<br>')} |`;
}

function one({ what, files, under, byDefault }: LoadingCode): string {
  const from = files.length === 0 ? '' : ` from ${names(files, files.length)}`;
  return `${byDefault ? '**runs**' : 'can run'} ${escapeText(what, 200)}${from} (${escapeText(under, 200)})`;
}

function names(files: readonly string[], count: number): string {
  const shown = files.slice(0, MOST_FILES).map((name) => code(name, 120));
  return count > shown.length ? `${shown.join(', ')} and ${count - shown.length} more` : shown.join(', ');
}
