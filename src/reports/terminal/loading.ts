import { printable } from '../../core/printable.ts';
import type { Dossier } from '../../dossier/dossier.ts';
import type { LoadingCode, LoadingRow } from '../../dossier/loading.ts';
import { wrap } from './wrap.ts';

/** Loaders and files that are listed; the other reports have all. */
const MOST_ROWS = 8;
const MOST_FILES = 3;
/** Columns of a loader's name. */
const NAME = 14;

/** Which program takes which files, and what of them runs. */
export function loading({ loading: rows = [] }: Dossier, width: number): string[] {
  if (rows.length === 0) return [];
  const lines = rows.slice(0, MOST_ROWS).flatMap((row) => one(row, width));
  if (rows.length > MOST_ROWS) lines.push(`   … and ${rows.length - MOST_ROWS} more: --format json lists all`);
  return ['How it loads', ...lines, ''];
}

function one(row: LoadingRow, width: number): string[] {
  const folder = row.folder === '' ? '' : `${printable(row.folder, 60)}/: `;
  const texts = [folder + files(row.files, row.fileCount), ...row.runs.map(runs)];
  const lines = texts.flatMap((text) => wrap(text, width - NAME - 3));
  return lines.map((line, i) => `   ${(i === 0 ? row.loader : '').padEnd(NAME)}${line}`);
}

const runs = ({ what, under, byDefault }: LoadingCode): string =>
  `${byDefault ? 'runs' : 'can run'} ${printable(what, 200)} (${under})`;

function files(names: readonly string[], count: number): string {
  const shown = names.slice(0, MOST_FILES).map((name) => printable(name.slice(name.lastIndexOf('/') + 1), 80));
  return count > shown.length ? `${shown.join(', ')} and ${count - shown.length} more` : shown.join(', ');
}
