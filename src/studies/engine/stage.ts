import { canonicalDigest } from '../../core/digest.ts';
import type { Asker } from './asker.ts';
import type { Journal } from './journal.ts';
import { outcomeOf } from './judging.ts';
import type { Outcome } from './outcome.ts';
import type { Spending } from './spending.ts';
import type { JudgeContext, Study } from './study.ts';
import type { Trial } from './trial.ts';
import type { StudyWatch } from './watch.ts';

export interface StageRun<J> {
  readonly study: Study<J>;
  readonly askers: ReadonlyMap<string, Asker>;
  readonly journal: Journal;
  readonly judge: JudgeContext;
  readonly seed: number;
  readonly spending: Spending;
  readonly watch: StudyWatch;
}

interface Open {
  readonly index: number;
  readonly key: string;
  readonly trial: Trial;
}

/** Runs the trials of one stage: each arm at its own pace. Outcomes come in the order of the trials. */
export async function runStage<J>(
  stage: number,
  trials: readonly Trial[],
  keys: readonly string[],
  run: StageRun<J>,
): Promise<readonly Outcome<J>[]> {
  const { study, journal, judge, spending, watch } = run;
  const outcomes = new Map<number, Outcome<J>>();
  const open: Open[] = [];
  const settled: Open[] = [];
  for (const [index, trial] of trials.entries()) {
    const key = keys[index] as string;
    (askerOf(run, trial).settled(key, trial) ? settled : open).push({ index, key, trial });
  }
  watch.stage(stage, trials.length, settled.length);
  for (const { index, key } of settled) outcomes.set(index, await outcomeOf(study, journal.read(key), judge));

  const one = async ({ index, key, trial }: Open): Promise<void> => {
    const row = await askerOf(run, trial).ask(key, trial);
    if (typeof row === 'string') {
      const { ask: _, ...place } = trial;
      outcomes.set(index, { trial: key, ...place, state: 'skipped', reason: row });
      return;
    }
    const outcome = await outcomeOf(study, row, judge);
    outcomes.set(index, outcome);
    if (outcome.state !== 'skipped') watch.trial(outcome.state, spending.spent());
  };
  const queues = Map.groupBy(interleaved(open, run.seed), ({ trial }) => trial.arm);
  const crews = [...queues].map(([arm, queue]) => drain(queue, run.askers.get(arm)?.concurrency ?? 1, one));
  await allOf(crews);
  return trials.map((_, index) => outcomes.get(index) as Outcome<J>);
}

function askerOf<J>({ askers }: StageRun<J>, { arm }: Trial): Asker {
  const asker = askers.get(arm);
  if (asker === undefined) throw new Error(`there is no arm ${arm}`);
  return asker;
}

/**
 * A seeded order in which conditions and items mix, so that a drift of a service over the hours falls on all alike. It
 * does not hang on the arm: arms are asked the same things at about the same time.
 */
function interleaved(open: readonly Open[], seed: number): readonly Open[] {
  const drawn = open.map((one) => {
    const { arm: _, ask: __, ...what } = one.trial;
    return { one, rank: canonicalDigest({ seed, what }) };
  });
  return drawn.toSorted((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0)).map(({ one }) => one);
}

/** Works a queue off with so many hands. The first failure stops them all. */
async function drain<T>(queue: readonly T[], hands: number, work: (one: T) => Promise<void>): Promise<void> {
  let next = 0;
  let failed = false;
  const hand = async (): Promise<void> => {
    while (next < queue.length && !failed) {
      try {
        await work(queue[next++] as T);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await allOf(Array.from({ length: Math.min(hands, queue.length) }, hand));
}

/** Waits for all of them, failed ones too, so that nothing works on behind a failure; then the first failure is thrown. */
async function allOf(work: readonly Promise<void>[]): Promise<void> {
  const failure = (await Promise.allSettled(work)).find((end) => end.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
