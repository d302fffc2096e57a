import type { Finding } from '../core/finding.ts';
import type { Measurement } from '../core/measurement.ts';
import { assemble } from '../dossier/assemble.ts';
import type { Baseline } from '../dossier/baseline.ts';
import type { Dossier, DossierExamination } from '../dossier/dossier.ts';
import type { DossierStudy, StudySpending } from '../dossier/studies.ts';
import { failuresSaid } from '../studies/engine/failures.ts';
import { type RunOptions, runStudy, type StudyResult } from '../studies/engine/run.ts';
import type { Study } from '../studies/engine/study.ts';
import { accept } from './accept.ts';
import { rounded, runOf } from './run-block.ts';

/** What one study adds to a dossier. */
export interface StudyEvidence {
  readonly examination: DossierExamination;
  readonly study: DossierStudy;
  readonly findings: readonly Finding[];
  readonly measurements: readonly Measurement[];
  readonly spending: StudySpending;
}

/** Runs a study over models that are open. @throws as `runStudy` */
export async function examineByStudy(study: Study<unknown>, options: RunOptions): Promise<StudyEvidence> {
  const result = await runStudy(study, options);
  return {
    examination: outcomeOf(study.id, result),
    study: recordOf(study, result),
    findings: result.evidence.findings ?? [],
    measurements: result.evidence.measurements.map((one) => ({ ...one, id: `${study.id}/${one.id}` })),
    spending: { study: study.id, ...result.spent, seconds: rounded(result.spent.seconds) },
  };
}

/** The dossier of a model that was only questioned. */
export async function questionedDossier(
  evidence: StudyEvidence,
  version: string,
  started: Date,
  baseline?: Baseline,
): Promise<Dossier> {
  const { arms, id } = evidence.study;
  const suspect = arms.find(({ role }) => role === 'suspect') ?? arms[0];
  return assemble({
    subject: { name: suspect?.id ?? id, kind: 'model', files: 0, bytes: 0 },
    files: [],
    examinations: [evidence.examination],
    findings: await accept(evidence.findings, baseline, started),
    measurements: evidence.measurements,
    studies: [evidence.study],
    run: runOf(version, started, { studies: [evidence.spending] }),
  });
}

function recordOf(study: Study<unknown>, { arms, seed, plan, counts, evidence }: StudyResult): DossierStudy {
  const { id, title, version, asks } = study;
  const { summary, tables, figures, notes } = evidence;
  const said = { ...(asks === undefined ? {} : { asked: asks }), ...(summary === undefined ? {} : { summary }) };
  return { id, title, version, seed, arms, trials: counts, plan, ...said, tables, figures, notes };
}

/** Complete only where every planned trial has a judgement, and the study itself calls nothing unmeasured. */
function outcomeOf(
  id: string,
  { counts, shortfalls, failures, evidence: { incomplete } }: StudyResult,
): DossierExamination {
  const { planned, judged, unjudged, errored, skipped } = counts;
  if (judged === planned)
    return incomplete === undefined ? { id, status: 'complete' } : { id, status: 'partial', reason: incomplete };
  const parts = [
    ...(unjudged > 0 ? [`${unjudged} could not be judged`] : []),
    ...(errored > 0 ? [`${errored} failed (${failuresSaid(failures)})`] : []),
    ...(skipped > 0 ? [`${skipped} were skipped (${shortfalls.join('; ')})`] : []),
  ];
  const reason = `of ${planned} trials ${parts.join(', ')}`;
  return { id, status: judged === 0 ? 'failed' : 'partial', reason };
}
