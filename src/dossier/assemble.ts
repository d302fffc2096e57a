import type { Status } from '../core/coverage.ts';
import { compareFindings, compareText, SEVERITIES, type Severity } from '../core/finding.ts';
import type { Measurement } from '../core/measurement.ts';
import {
  type Dossier,
  type DossierExamination,
  type DossierFile,
  type DossierFinding,
  type DossierSubject,
  DOSSIER_SCHEMA,
  type Run,
  type Summary,
} from './dossier.ts';
import type { LoadingRow } from './loading.ts';
import type { DossierStudy } from './studies.ts';

export interface Evidence {
  readonly subject: DossierSubject;
  readonly files: readonly DossierFile[];
  readonly examinations: readonly DossierExamination[];
  readonly findings: readonly DossierFinding[];
  readonly measurements: readonly Measurement[];
  readonly loading?: readonly LoadingRow[];
  readonly studies?: readonly DossierStudy[];
  readonly run: Run;
}

const STATUSES: readonly Status[] = ['complete', 'partial', 'failed', 'skipped', 'not applicable'];

/** Puts evidence that came in any order into the one order that a dossier has, and counts it. */
export function assemble(evidence: Evidence): Dossier {
  const findings = evidence.findings.toSorted(compareFindings);
  const files = evidence.files.toSorted((a, b) => compareText(a.path, b.path));
  const { subject, examinations, measurements, run } = evidence;
  const sorted = measurements.toSorted((a, b) => compareText(a.id, b.id));
  return {
    schema: DOSSIER_SCHEMA,
    subject,
    files,
    examinations,
    findings,
    measurements: sorted,
    ...(evidence.loading === undefined || evidence.loading.length === 0 ? {} : { loading: evidence.loading }),
    ...(evidence.studies === undefined ? {} : { studies: evidence.studies }),
    summary: summarise(files, findings),
    run,
  };
}

function summarise(files: readonly DossierFile[], findings: readonly DossierFinding[]): Summary {
  const bySeverity = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
  const byStatus = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>;
  let accepted = 0;
  for (const finding of findings) {
    if (finding.accepted === undefined) bySeverity[finding.severity]++;
    else accepted++;
  }
  for (const file of files) byStatus[file.status]++;
  return { findings: bySeverity, accepted, files: byStatus };
}
