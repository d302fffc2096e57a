import { InvalidArgumentError } from 'commander';
import type { Severity } from '../core/finding.ts';
import type { Dossier } from '../dossier/dossier.ts';

/** Every form that a dossier can be written in. */
export const FORMS = ['terminal', 'json', 'html', 'markdown', 'sarif', 'junit'] as const;
export type Form = (typeof FORMS)[number];

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
