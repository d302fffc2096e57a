import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { Severity } from '../core/finding.ts';
import type { Dossier } from '../dossier/dossier.ts';
import type { Drawn } from '../reports/figures/files.ts';
import { requireApart } from './destinations.ts';
import { writeResult } from './write.ts';

/** Every form that a dossier can be written in. */
export const FORMS = ['terminal', 'json', 'html', 'markdown', 'sarif', 'junit'] as const;
export type Form = (typeof FORMS)[number];

/** What `--output` says of itself, in every command. */
export const OUTPUT = 'write it to a file instead of standard output; folders that lead to it are made';

/** What `--figures` says of itself. */
export const FIGURES = 'write every figure of its studies into this folder, as SVG and as CSV';

/** Every form of a comparison. */
export const COMPARISON_FORMS = ['terminal', 'json', 'markdown'] as const;

/** `--report FORM=FILE`. */
export interface ReportFile {
  readonly form: Form;
  readonly file: string;
}

export interface Writing {
  readonly failOn: Severity | 'never';
  /** Where the subject lies under the working folder: see the reports. */
  readonly under: string;
  /** For text on a terminal. */
  readonly width: number;
  readonly color: boolean;
}

/** @throws InvalidArgumentError where it is not FORM=FILE */
export function reportOption(text: string, before: readonly ReportFile[] = []): readonly ReportFile[] {
  const at = text.indexOf('=');
  const form = FORMS.find((known) => known === text.slice(0, at));
  const file = text.slice(at + 1);
  if (at < 0 || form === undefined || file === '') {
    throw new InvalidArgumentError(`must be FORM=FILE, where FORM is one of ${FORMS.join(', ')}.`);
  }
  return [...before, { form, file }];
}

/** What a command has read, and what else it writes: figures are written over neither. */
interface Beside {
  readonly read?: readonly string[];
  readonly output?: string | undefined;
}

/** Every figure of a dossier, and its numbers beside it. Says where there is none. @throws UsageError where it cannot be written */
export async function writeFigures(
  folder: string,
  dossier: Drawn,
  quiet: boolean,
  { read = [], output }: Beside = {},
): Promise<void> {
  const { figureFiles } = await import('../reports/figures/files.ts');
  const files = figureFiles(dossier);
  const paths = files.map(({ name }) => join(folder, name));
  requireApart([...(output === undefined ? [] : [output]), ...paths], read);
  for (const { name, text } of files) await writeResult(join(folder, name), text);
  if (quiet) return;
  const told = files.length === 0 ? 'none: there is nothing to draw' : `${files.length / 2} in ${folder}`;
  process.stderr.write(`Figures: ${told}\n`);
}

/** The dossier in one form; only the code of that form is loaded. */
export async function render(form: Form, dossier: Dossier, writing: Writing): Promise<string> {
  switch (form) {
    case 'json':
      return (await import('../reports/json/render.ts')).renderJson(dossier);
    case 'html':
      return (await import('../reports/html/render.ts')).renderHtml(dossier);
    case 'markdown':
      return (await import('../reports/markdown/render.ts')).renderMarkdown(dossier, writing);
    case 'sarif':
      return (await import('../reports/sarif/render.ts')).renderSarif(dossier, writing);
    case 'junit':
      return (await import('../reports/junit/render.ts')).renderJunit(dossier, writing);
    case 'terminal':
      return (await import('../reports/terminal/render.ts')).renderTerminal(dossier, writing);
  }
}
