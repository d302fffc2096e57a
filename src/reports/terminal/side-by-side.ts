import { printable } from '../../core/printable.ts';
import type { Several } from '../../dossier/several.ts';
import { letter } from '../../dossier/side-notes.ts';
import type { SideBySide } from '../../dossier/side-by-side.ts';
import { columnTitle, sideTables } from '../side-by-side.ts';
import { type Paint, painter } from './paint.ts';
import type { TerminalOptions } from './render.ts';
import { titledTable } from './titled-table.ts';
import { wrap } from './wrap.ts';

/** Three dossiers or more as text for a person. */
export function renderSeveral({ dossiers, studies, notCompared }: Several, options: TerminalOptions): string {
  const paint = painter(options.color);
  const width = Math.max(40, Math.min(options.width, 160));
  const names = dossiers.map(({ name }, index) => `${letter(index)} ${printable(name, 100)}`).join(', ');
  const lines = [
    ...wrap(`Assay compare  ${names}`, width).map((line) => paint.bold(line)),
    '',
    ...studyLines(studies, width, paint),
    ...(notCompared.length === 0 ? [] : [paint.bold('Not compared')]),
    ...notCompared.flatMap((text) => wrap(printable(text, 600), width - 3).map((line) => `   ${line}`)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

/** Each study with its models, tables and what to know of them. */
export function studyLines(studies: readonly SideBySide[], width: number, paint: Paint): string[] {
  return studies.flatMap((study) => [
    ...wrap(printable(study.title, 200), width).map((line) => paint.bold(line)),
    ...study.columns.flatMap((column) =>
      wrap(printable(`${columnTitle(column)} is ${column.model}`, 300), width).map((line) => paint.dim(line)),
    ),
    '',
    ...sideTables(study).flatMap((one) => titledTable(one, width, paint)),
    ...study.notes.flatMap((note) => wrap(printable(note, 600), width).map((line) => paint.dim(line))),
    '',
  ]);
}
