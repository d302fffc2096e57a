import { atLeast, type Severity } from '../core/finding.ts';
import type { Dossier } from '../dossier/dossier.ts';

export const EXIT = { done: 0, found: 1, couldNotRun: 2, incomplete: 3 } as const;

/** A finding at or above the threshold that no baseline accepts, over something that was not read in full, over 0. */
export function exitCode(dossier: Dossier, failOn: Severity | 'never'): number {
  const counts = dossier.findings.some(
    ({ accepted, severity }) => accepted === undefined && failOn !== 'never' && atLeast(severity, failOn),
  );
  if (counts) return EXIT.found;
  return dossier.examinations.some(({ status }) => status === 'partial' || status === 'failed')
    ? EXIT.incomplete
    : EXIT.done;
}
