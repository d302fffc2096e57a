import { join } from 'node:path';
import { UsageError } from '../core/errors.ts';
import type { ArmRequest } from '../examinations/arms.ts';
import { loadStudies } from '../examinations/load-study.ts';
import type { StudyEvidence } from '../examinations/study.ts';
import { isRemote } from '../sources/open-subject.ts';
import { requestOf } from './study-options.ts';
import { openQuestioning } from './study-run.ts';
import type { SubjectFlags } from './subject-options.ts';

/** The studies of `examine --studies`, with their models open. */
export interface SubjectStudies {
  readonly runs: readonly (() => Promise<StudyEvidence>)[];
  outlook(): Promise<void>;
  close(): Promise<void>;
}

/** @throws UsageError where a study or a model cannot be opened */
export async function openStudies(
  subject: string,
  flags: SubjectFlags,
  arms: readonly ArmRequest[],
  signal: AbortSignal,
): Promise<SubjectStudies> {
  if (flags.studies === undefined) throw new UsageError('models are named, and no --studies to question them with');
  const studies = await loadStudies(
    flags.studies.split(',').map((name) => name.trim()),
    requestOf(flags),
  );
  const twice = studies.find(({ id }, index) => studies.findIndex((other) => other.id === id) !== index);
  if (twice !== undefined) throw new UsageError(`two studies are called ${twice.id}`);
  const local = subject === '-' || isRemote(subject) ? undefined : subject;
  const questioning = await openQuestioning(arms, local, { ...flags, seed: flags.seed ?? 1 }, signal);
  const folder = (id: string): string => (flags.out === undefined ? `assay-${id}` : join(flags.out, 'studies', id));
  return {
    runs: studies.map((study) => () => questioning.run(study, folder(study.id))),
    outlook: async () => {
      for (const study of studies) await questioning.outlook(study);
    },
    close: () => questioning.close(),
  };
}
