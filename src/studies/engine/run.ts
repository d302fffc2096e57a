import { join } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import type { Runtime } from '../../runtimes/runtime.ts';
import { systemReason } from '../../sources/file-source.ts';
import { makeFolder } from '../../sources/make-folder.ts';
import { type Arm, type ArmRecord, recordOf } from './arm.ts';
import { Asker } from './asker.ts';
import { type Counts, count } from './counts.ts';
import type { Evidence } from './evidence.ts';
import { type Failure, failuresOf } from './failures.ts';
import { headerOf, Journal, keysOf } from './journal.ts';
import type { HeaderRow } from './journal-row.ts';
import { judgeContext } from './judging.ts';
import type { Outcome } from './outcome.ts';
import { OutcomeFile, readOutcomes } from './outcome-file.ts';
import { Reuse } from './reuse.ts';
import { type Budget, type Price, Spending, type Spent } from './spending.ts';
import { runStage } from './stage.ts';
import type { Study } from './study.ts';
import type { Reply, Trial } from './trial.ts';
import { type StudyWatch, UNWATCHED } from './watch.ts';

export const JOURNAL_NAME = 'journal.jsonl';
export const OUTCOMES_NAME = 'outcomes.jsonl';

export interface RunOptions {
  readonly arms: readonly Arm[];
  readonly seed: number;
  /** Journal and outcomes lie in it. */
  readonly folder: string;
  readonly budget?: Budget;
  readonly prices?: ReadonlyMap<string, Price>;
  /** Journals whose answers are taken where everything about them is the same. */
  readonly reuse?: readonly string[];
  /** Asks again what failed in an earlier run. */
  readonly retryFailed?: boolean;
  /** A model that judges, for studies that can use one. */
  readonly judge?: Runtime;
  readonly watch?: StudyWatch;
  readonly signal?: AbortSignal;
}

export interface StudyResult {
  readonly arms: readonly ArmRecord[];
  readonly seed: number;
  /** SHA-256 over study, settings, seed and arms. */
  readonly plan: string;
  readonly counts: Counts;
  readonly spent: Spent;
  readonly evidence: Evidence;
  /** Why trials were skipped, once each. */
  readonly shortfalls: readonly string[];
  /** Why trials failed. */
  readonly failures: readonly Failure[];
}

/**
 * Runs a study, or goes on with one: what the journal in the folder holds is not asked again.
 * @throws UsageError where it cannot run; StorageError where the disk gives out; DOMException `AbortError` where it is
 *   broken off. In each case the journal stands, and the same call goes on with it.
 */
export async function runStudy<J>(study: Study<J>, options: RunOptions): Promise<StudyResult> {
  const records = options.arms.map(recordOf);
  checkArms(study, records);
  await makeOwn(options.folder);
  const reuse = Reuse.of(options.reuse ?? []);
  try {
    const header = headerOf(study, options.seed, records);
    const journal = new Journal(join(options.folder, JOURNAL_NAME), header);
    try {
      return await runIn(journal, reuse, study, header, options);
    } finally {
      journal.close();
    }
  } finally {
    reuse.close();
  }
}

async function runIn<J>(
  journal: Journal,
  reuse: Reuse,
  study: Study<J>,
  header: HeaderRow,
  options: RunOptions,
): Promise<StudyResult> {
  const { arms, seed, folder, watch = UNWATCHED, signal = new AbortController().signal } = options;
  const records = header.arms;
  const spending = new Spending(options.budget ?? {}, options.prices ?? new Map());
  const context = { journal, spending, reuse, retryFailed: options.retryFailed ?? false, watch, signal };
  const askers = new Map(arms.map((arm) => [arm.id, new Asker(arm, context)]));
  const judge = judgeContext(options.judge, journal, spending, signal);
  const judges = options.judge?.concurrency ?? 1;
  const path = join(folder, OUTCOMES_NAME);
  const { stages, shortfalls } = await runStages(
    study,
    { study, askers, journal, judge, judges, seed, spending, watch, signal },
    records,
    path,
  );
  journal.sync();
  const counts = await count(journal.planned(stages), readOutcomes(path));
  const evidence = await study.analyse(() => readOutcomes(path), {
    arms: records,
    seed,
    ...(options.prices === undefined ? {} : { prices: options.prices }),
    replies: (keys) => Promise.resolve(repliesOf(journal, keys)),
  });
  const failures = counts.errored === 0 ? [] : await failuresOf(readOutcomes(path));
  return { arms: records, seed, plan: header.plan, counts, spent: spending.spent(), evidence, shortfalls, failures };
}

/** Runs stage after stage while their trials are asked, and writes the outcomes; with the reasons why some were not. */
async function runStages<J>(
  study: Study<J>,
  run: Parameters<typeof runStage<J>>[3],
  arms: readonly ArmRecord[],
  path: string,
): Promise<{ stages: number; shortfalls: readonly string[] }> {
  const file = await OutcomeFile.create(path);
  const shortfalls = new Set<string>();
  const seen = new Set<string>();
  let outcomes: readonly Outcome<J>[] = [];
  let done = 0;
  try {
    const stages = study.stages({ arms, seed: run.seed });
    while (shortfalls.size === 0) {
      const step = await stages.next(outcomes);
      if (step.done === true) break;
      const keys = keysOf(step.value, arms, seen);
      run.journal.plan(done, keys);
      const end = await runStage(done++, step.value, keys, run);
      for (const reason of end.shortfalls) shortfalls.add(reason);
      await file.append(end.lines);
      if (study.adaptive === true) outcomes = end.lines.map((line) => JSON.parse(line) as Outcome<J>);
    }
    // A stage that lacks answers would be followed by one that was planned on too little.
    if (shortfalls.size > 0) await stages.return();
  } catch (error) {
    await file.abandon();
    throw error;
  }
  await file.finish();
  return { stages: done, shortfalls: [...shortfalls] };
}

function repliesOf(journal: Journal, keys: readonly string[]): Map<string, { trial: Trial; reply: Reply }> {
  return new Map(
    keys.flatMap((key) => {
      const row = journal.read(key);
      return 'reply' in row ? [[key, { trial: row.asked, reply: row.reply }] as const] : [];
    }),
  );
}

/** @throws UsageError where an arm cannot do what the study needs */
function checkArms(study: Study<unknown>, arms: readonly ArmRecord[]): void {
  const ids = new Set<string>();
  for (const { id, identity } of arms) {
    if (ids.has(id)) throw new UsageError(`two models are called ${id}: give each a --label`);
    ids.add(id);
    const lacking = study.needs.filter((need) => !identity.capabilities.includes(need));
    if (lacking.length > 0)
      throw new UsageError(
        `the study ${study.id} needs ${lacking.join(' and ')}, which ${id} (${identity.runtime}) lacks`,
      );
  }
}

/** @throws UsageError where it cannot be made */
async function makeOwn(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
  } catch (cause) {
    throw new UsageError(`cannot write into ${JSON.stringify(folder)}: ${systemReason(cause)}`);
  }
}
