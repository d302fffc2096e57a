import type { FileLocation, Location } from '../core/finding.ts';
import { printable } from '../core/printable.ts';
import { trialPlace } from '../core/trial-place.ts';

/** What every report may be told beside the dossier. */
export interface ReportOptions {
  /**
   * Where the subject lies under the folder that links start from, with `/` and without one at the ends; empty where it
   * is that folder, or lies outside of it.
   */
  readonly under: string;
}

/** A place as text: `file!/member tensor name line 3`, or a place in a study; safe to print. */
export function place(location: Location): string {
  return location.kind === 'file' ? filePlace(location) : trialPlace(location);
}

function filePlace(location: FileLocation): string {
  const inside = within(location);
  const between = location.member !== undefined ? '!/' : inside === '' ? '' : ' ';
  return `${printable(location.path, 300)}${between}${inside}`;
}

/** The place inside its file; empty where a finding is about the file as such. */
export function within({ member, tensor, line, offset }: FileLocation): string {
  const parts = [
    member === undefined ? '' : printable(member, 200),
    tensor === undefined ? '' : `tensor ${printable(tensor, 120)}`,
    line !== undefined ? `line ${line}` : offset !== undefined ? `at byte ${offset}` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** A path of the subject as a path from the folder that links start from. */
export function fromRoot(path: string, { under }: ReportOptions): string {
  return under === '' ? path : `${under}/${path}`;
}
