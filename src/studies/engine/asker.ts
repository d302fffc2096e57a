import { RuntimeFault } from '../../runtimes/fault.ts';
import type { Arm } from './arm.ts';
import { ask } from './ask.ts';
import type { Journal } from './journal.ts';
import type { AnsweredRow, FaultRow } from './journal-row.ts';
import type { Reuse } from './reuse.ts';
import { mostOf, type Spending, taken } from './spending.ts';
import { answerKey, type Trial, type Who, whoOf } from './trial.ts';
import type { StudyWatch } from './watch.ts';

/** After so many failures to reach it, with nothing between, a model is taken for dead. */
export const DEAD_AFTER = 5;
/** What an answer takes that was paid before. */
const NOTHING = { prompt: 0, completion: 0 };

export interface AskerContext {
  readonly journal: Journal;
  readonly spending: Spending;
  readonly reuse: Reuse;
  readonly retryFailed: boolean;
  readonly watch: StudyWatch;
  readonly signal: AbortSignal;
}

/** Asks one arm and keeps what it answers. */
export class Asker {
  readonly #arm: Arm;
  readonly #context: AskerContext;
  readonly #who: Who;
  #failures = 0;
  #givenUp: string | undefined;

  constructor(arm: Arm, context: AskerContext) {
    this.#arm = arm;
    this.#context = context;
    this.#who = whoOf(arm.runtime.describe());
  }

  get concurrency(): number {
    return this.#arm.runtime.concurrency;
  }

  /** True where the journal, or another that is reused, has what became of the trial: nothing is asked. */
  settled(key: string, trial: Trial): boolean {
    const { journal, reuse, retryFailed } = this.#context;
    const known = journal.has(key);
    if (known === 'answer' || (known === 'fault' && !retryFailed)) return true;
    if (reuse.empty) return false;
    const answer = answerKey(trial, this.#who);
    const reply = reuse.find(answer);
    if (reply === undefined || reply.kind !== trial.ask.kind) return false;
    journal.append({ trial: key, answer, asked: trial, reply });
    return true;
  }

  /**
   * Asks, puts what became of it into the journal, and gives that. A text where it was not asked: why.
   * @throws DOMException `AbortError` where the run is broken off
   */
  async ask(key: string, trial: Trial): Promise<AnsweredRow | FaultRow | string> {
    if (this.#givenUp !== undefined) return this.#givenUp;
    const { journal, spending, signal, watch } = this.#context;
    const { id, runtime } = this.#arm;
    signal.throwIfAborted();
    const reserved = spending.reserve(id, runtime.replays === true ? NOTHING : mostOf(trial));
    if (typeof reserved === 'string') return reserved;
    try {
      const reply = await ask(runtime, trial.ask, signal);
      if (runtime.replays !== true) spending.add(id, taken(trial, reply));
      const row = { trial: key, answer: answerKey(trial, this.#who), asked: trial, reply };
      journal.append(row);
      this.#failures = 0;
      return row;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof RuntimeFault)) throw error;
      const { kind, message, status, attempts } = error;
      const fault = { kind, message, ...(status === undefined ? {} : { status }) };
      const row = { trial: key, asked: trial, fault, attempts };
      journal.append(row);
      if (kind === 'unavailable') this.#failures++;
      if (this.#givenUp === undefined && (error.hopeless || this.#failures >= DEAD_AFTER)) {
        this.#givenUp = `${id} was given up: ${message}`;
        watch.givenUp(id, message);
      }
      return row;
    } finally {
      reserved.release();
    }
  }
}
