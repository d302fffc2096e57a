import type { Dossier } from '../dossier/dossier.ts';
import { assemble } from '../dossier/assemble.ts';
import type { DossierStudy } from '../dossier/studies.ts';
import { headerOf } from '../studies/engine/journal.ts';
import { type RunOptions, runStudy, type StudyResult } from '../studies/engine/run.ts';
import type { Study } from '../studies/engine/study.ts';

/** Runs one study over models that are only questioned, and assembles the dossier. @throws as `runStudy` */
export async function examineByStudy<J>(study: Study<J>, version: string, options: RunOptions): Promise<Dossier> {
  const started = new Date();
  const result = await runStudy(study, options);
  const suspect = result.arms.find(({ role }) => role === 'suspect') ?? result.arms[0];
  return assemble({
    subject: { name: suspect?.id ?? study.id, kind: 'model', files: 0, bytes: 0 },
    files: [],
    examinations: [outcomeOf(study.id, result)],
    findings: [],
    measurements: result.evidence.measurements.map((one) => ({ ...one, id: `${study.id}/${one.id}` })),
    studies: [recordOf(study, result)],
    run: {
      tool: 'assay',
      version,
      started: started.toISOString(),
      seconds: rounded((Date.now() - started.getTime()) / 1000),
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
      studies: [{ study: study.id, ...result.spent, seconds: rounded(result.spent.seconds) }],
    },
  });
}

function recordOf(study: Study<unknown>, { arms, seed, counts, evidence }: StudyResult): DossierStudy {
  const { id, title, version } = study;
  const { plan } = headerOf(study, seed, arms);
  const { summary, tables, figures, notes } = evidence;
  const said = summary === undefined ? {} : { summary };
  return { id, title, version, seed, arms, trials: counts, plan, ...said, tables, figures, notes };
}

/** Complete only where every planned trial has a judgement. */
function outcomeOf(id: string, { counts, shortfalls }: StudyResult): Dossier['examinations'][number] {
  const { planned, judged, unjudged, errored, skipped } = counts;
  if (judged === planned) return { id, status: 'complete' };
  const parts = [
    ...(unjudged > 0 ? [`${unjudged} could not be judged`] : []),
    ...(errored > 0 ? [`${errored} failed`] : []),
    ...(skipped > 0 ? [`${skipped} were skipped (${shortfalls.join('; ')})`] : []),
  ];
  const reason = `of ${planned} trials ${parts.join(', ')}`;
  return { id, status: judged === 0 ? 'failed' : 'partial', reason };
}

const rounded = (seconds: number): number => Math.round(seconds * 100) / 100;
