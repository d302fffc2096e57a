import { setImmediate } from 'node:timers/promises';
import type { Asker } from './asker.ts';
import type { Journal } from './journal.ts';
import { outcomeOf } from './judging.ts';
import type { Outcome } from './outcome.ts';
import { shortDigest } from './short-digest.ts';
import type { Spending } from './spending.ts';
import type { JudgeContext, Study } from './study.ts';
import { type Trial, trialAt, type Trials } from './trial.ts';
import type { StudyWatch } from './watch.ts';

export interface StageRun<J> {
  readonly study: Study<J>;
  readonly askers: ReadonlyMap<string, Asker>;
  readonly journal: Journal;
  readonly judge: JudgeContext;
  /** Answers that are judged at one time, where they are there already. */
  readonly judges: number;
  readonly seed: number;
  readonly spending: Spending;
  readonly watch: StudyWatch;
  readonly signal: AbortSignal;
}

/** What became of the trials of a stage. */
export interface StageEnd {
  /** Outcomes as JSON, in the order of the trials: of many trials that is a third of what objects take. */
  readonly lines: readonly string[];
  /** Why trials were skipped, once each. */
  readonly shortfalls: ReadonlySet<string>;
}

/** Runs the trials of one stage: each arm at its own pace. */
export async function runStage<J>(
  stage: number,
  trials: Trials,
  keys: readonly string[],
  run: StageRun<J>,
): Promise<StageEnd> {
  const { study, journal, judge, spending, watch } = run;
  const lines: string[] = keys.map(() => '');
  const shortfalls = new Set<string>();
  const open: number[] = [];
  const settled: number[] = [];
  for (const [index, key] of keys.entries()) {
    const trial = trialAt(trials, index);
    (askerOf(run, trial).settled(key, trial) ? settled : open).push(index);
  }
  watch.stage(stage, trials.length, settled.length);
  const breath = new Breath(run.signal);
  await drain(settled, run.judges, async (index) => {
    await breath.draw();
    lines[index] = JSON.stringify(await outcomeOf(study, journal.read(keys[index] as string), judge));
    watch.judged(spending.spent());
  });

  const one = async (index: number): Promise<void> => {
    const [key, trial] = [keys[index] as string, trialAt(trials, index)];
    const row = await askerOf(run, trial).ask(key, trial);
    if (typeof row === 'string') {
      const { ask: _, ...place } = trial;
      lines[index] = JSON.stringify({ trial: key, ...place, state: 'skipped', reason: row } satisfies Outcome<J>);
      shortfalls.add(row);
      return;
    }
    const outcome = await outcomeOf(study, row, judge);
    lines[index] = JSON.stringify(outcome);
    if (outcome.state !== 'skipped') watch.trial(outcome.state, spending.spent());
  };
  const queues = Map.groupBy(interleaved(open, trials, run.seed), (index) => trialAt(trials, index).arm);
  const crews = [...queues].map(([arm, queue]) => drain(queue, run.askers.get(arm)?.concurrency ?? 1, one));
  await allOf(crews);
  return { lines, shortfalls };
}

/** Milliseconds of work at a stretch. */
const STRETCH = 50;

/** Rules judge without waiting for anything: between, signals and the display of progress must have their turn. */
class Breath {
  readonly #signal: AbortSignal;
  #last = performance.now();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** @throws DOMException `AbortError` where the run is broken off */
  async draw(): Promise<void> {
    if (performance.now() - this.#last < STRETCH) return;
    await setImmediate();
    this.#signal.throwIfAborted();
    this.#last = performance.now();
  }
}

function askerOf<J>({ askers }: StageRun<J>, { arm }: Trial): Asker {
  const asker = askers.get(arm);
  if (asker === undefined) throw new Error(`there is no arm ${arm}`);
  return asker;
}

/** Hexadecimal digits of a digest that a number holds. */
const RANK_DIGITS = 12;

/**
 * A seeded order in which conditions and items mix, so that a drift of a service over the hours falls on all alike. It
 * does not hang on the arm: arms are asked the same things at about the same time.
 */
function interleaved(open: readonly number[], trials: Trials, seed: number): readonly number[] {
  const ranks = new Map<number, number>();
  for (const index of open) {
    const { item, condition, repeat } = trialAt(trials, index);
    const digest = shortDigest(JSON.stringify([seed, item, condition, repeat]));
    ranks.set(index, Number.parseInt(digest.slice(0, RANK_DIGITS), 16));
  }
  const rank = (index: number): number => ranks.get(index) ?? 0;
  return open.toSorted((a, b) => rank(a) - rank(b) || a - b);
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
