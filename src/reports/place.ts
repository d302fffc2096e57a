import type { FileLocation } from '../core/finding.ts';
import { printable } from '../core/printable.ts';

/** What every report may be told beside the dossier. */
export interface ReportOptions {
  /**
   * Where the subject lies under the folder that links start from, with `/` and without one at the ends; empty where it
   * is that folder, or lies outside of it.
   */
  readonly under: string;
}

/** A place as text: `file!/member tensor name line 3`, safe to print. */
export function place(location: FileLocation): string {
  const inside = within(location);
  const between = inside === '' || inside.startsWith('!') ? '' : ' ';
  return `${printable(location.path, 300)}${between}${inside}`;
}

/** The place inside its file; empty where a finding is about the file as such. */
export function within(location: FileLocation): string {
  const member = location.member === undefined ? '' : `!/${printable(location.member, 200)}`;
  const tensor = location.tensor === undefined ? '' : ` tensor ${printable(location.tensor, 120)}`;
  const offset =
    location.line !== undefined
      ? ` line ${location.line}`
      : location.offset !== undefined
        ? ` at byte ${location.offset}`
        : '';
  return `${member}${tensor}${offset}`.trim();
}

/** A path of the subject as a path from the folder that links start from. */
export function fromRoot(path: string, { under }: ReportOptions): string {
  return under === '' ? path : `${under}/${path}`;
}
