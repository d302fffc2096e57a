import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../core/errors.ts';
import { type ArmRequest, type OpenArms, openArms } from '../examinations/arms.ts';
import { examineByStudy, type StudyEvidence } from '../examinations/study.ts';
import { modelOf } from '../examinations/subject-model.ts';
import { JOURNAL_NAME } from '../studies/engine/run.ts';
import type { Study } from '../studies/engine/study.ts';
import { UNWATCHED } from '../studies/engine/watch.ts';
import { budgetOf, type RunFlags } from './study-options.ts';
import { startStudyProgress } from './study-progress.ts';
import { version } from './version.ts';
import { toStdout } from './write.ts';

/** Of one item, in a study file. */
const MOST_REPEATS = 1000;

/** Models that are open for the studies of one command. */
export interface Questioning {
  /** Runs a study, with its progress on standard error. Its journal lies in the folder. */
  run(study: Study<unknown>, folder: string): Promise<StudyEvidence>;
  /** Prints what a study would ask. */
  outlook(study: Study<unknown>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the models that a command names, or the one of its subject.
 * @throws UsageError where there is none, or one cannot be opened
 */
export async function openQuestioning(
  requests: readonly ArmRequest[],
  subject: string | undefined,
  flags: RunFlags & { readonly quiet?: boolean },
  signal: AbortSignal,
): Promise<Questioning> {
  // Repeats count on from it.
  if (!Number.isSafeInteger(flags.seed) || flags.seed < 0 || !Number.isSafeInteger(flags.seed + MOST_REPEATS))
    throw new UsageError('the seed is a whole number from 0 to 9 × 10¹⁵');
  const all = await withSubject(requests, subject);
  if (flags.maxCost !== undefined && !all.some(({ price }) => price !== undefined))
    throw new UsageError('--max-cost needs a --price: nothing else says beforehand what an answer costs');
  const open = await openArms(all, {
    userAgent: `assay/${version()}`,
    ...(flags.concurrency === undefined ? {} : { concurrency: flags.concurrency }),
    ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }),
    signal,
  });
  return {
    run: async (study, folder) => {
      caution(study);
      return await runOne(study, folder, open, flags, signal);
    },
    outlook: async (study) => {
      caution(study);
      const { outlook } = await import('../studies/engine/outlook.ts');
      const { renderOutlook } = await import('../reports/terminal/outlook.ts');
      await toStdout(renderOutlook(await outlook(study, open.arms, flags.seed, open.prices)));
    },
    close: () => open.close(),
  };
}

function caution({ cautions = [] }: Study<unknown>): void {
  for (const line of cautions) process.stderr.write(`assay: ${line}\n`);
}

/** A journal, or that of the folder of a study. */
const journalIn = (path: string): string =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? join(path, JOURNAL_NAME) : path;

async function withSubject(
  requests: readonly ArmRequest[],
  subject: string | undefined,
): Promise<readonly ArmRequest[]> {
  if (requests.some(({ role }) => role === 'suspect')) return requests;
  if (subject === undefined)
    throw new UsageError('name a model to question: --run FILE.gguf, or --endpoint URL --model NAME');
  return [{ role: 'suspect', subject: await modelOf(subject) }, ...requests];
}

async function runOne(
  study: Study<unknown>,
  folder: string,
  { arms, prices, judge }: OpenArms,
  flags: RunFlags & { readonly quiet?: boolean },
  signal: AbortSignal,
): Promise<StudyEvidence> {
  const journal = join(folder, JOURNAL_NAME);
  if (flags.fresh === true) rmSync(journal, { force: true });
  const budget = budgetOf(flags);
  const progress = flags.quiet === true ? undefined : await startStudyProgress(study.title, budget);
  try {
    return await examineByStudy(study, {
      arms,
      seed: flags.seed,
      folder,
      prices,
      budget,
      reuse: (flags.reuse ?? []).map(journalIn),
      retryFailed: flags.retryFailed ?? false,
      ...(judge === undefined ? {} : { judge }),
      watch: progress?.watch ?? UNWATCHED,
      signal,
    });
  } catch (error) {
    if (signal.aborted)
      process.stderr.write(`assay: what was answered is in ${journal}; the same command goes on with it\n`);
    throw error;
  } finally {
    await progress?.end();
  }
}
