import { code, escapeText } from '../../core/markdown-text.ts';
import type { Several } from '../../dossier/several.ts';
import { letter } from '../../dossier/side-notes.ts';
import type { SideBySide } from '../../dossier/side-by-side.ts';
import { columnTitle, sideTables } from '../side-by-side.ts';
import { tableText } from './table.ts';

/** Three dossiers or more as GitHub Flavored Markdown. */
export function renderSeveralMarkdown({ dossiers, studies, notCompared }: Several): string {
  const names = dossiers.map(({ name }, index) => `${letter(index)} ${code(name, 200)}`).join(', ');
  const sections = [
    `## Assay: ${names}`,
    ...studiesText(studies),
    ...(notCompared.length === 0
      ? []
      : ['### Not compared', notCompared.map((text) => `- ${escapeText(text, 600)}`).join('\n')]),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Each study with its models, tables and what to know of them. */
export function studiesText(studies: readonly SideBySide[]): string[] {
  return studies.flatMap((study) => [
    `### ${escapeText(study.title, 200)}`,
    study.columns.map((column) => `- ${escapeText(columnTitle(column), 120)}: ${code(column.model, 200)}`).join('\n'),
    ...sideTables(study).map(tableText),
    ...study.notes.map((note) => `- ${escapeText(note, 600)}`),
  ]);
}
