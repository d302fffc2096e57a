import { atLeast, type Severity } from '../core/finding.ts';
import type { Comparison } from '../dossier/comparison.ts';
import type { Dossier, DossierFinding } from '../dossier/dossier.ts';

export const EXIT = { done: 0, found: 1, couldNotRun: 2, incomplete: 3 } as const;

/** A finding at or above the threshold that no baseline accepts, over something that was not read in full, over 0. */
export function exitCode(dossier: Dossier, failOn: Severity | 'never'): number {
  if (dossier.findings.some((finding) => counts(finding, failOn))) return EXIT.found;
  return dossier.examinations.some(({ status }) => status === 'partial' || status === 'failed')
    ? EXIT.incomplete
    : EXIT.done;
}

/** A finding that counts and that A did not have, or had with a severity that did not count. */
export function comparisonExitCode({ findings, incomplete }: Comparison, failOn: Severity | 'never'): number {
  const worse = findings.severity.filter(({ a }) => !counts(a, failOn)).map(({ b }) => b);
  if ([...findings.new, ...worse].some((finding) => counts(finding, failOn))) return EXIT.found;
  return incomplete ? EXIT.incomplete : EXIT.done;
}

function counts({ accepted, severity }: DossierFinding, failOn: Severity | 'never'): boolean {
  return accepted === undefined && failOn !== 'never' && atLeast(severity, failOn);
}
