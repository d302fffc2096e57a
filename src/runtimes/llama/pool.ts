import type { GenerationEvent } from '../event.ts';
import { RuntimeFault } from '../fault.ts';
import { Child } from './child.ts';
import type { ResolvedOptions } from './options.ts';
import type { Answers, Job, LoadedModel, LoadSpec } from './protocol.ts';

interface Waiter {
  readonly give: (child: Child) => void;
  readonly fail: (reason: unknown) => void;
}

/** Processes with one model. They are started as they are needed, and replaced a bounded number of times. */
export class Pool {
  readonly #spec: Omit<LoadSpec, 'exact'>;
  readonly #options: ResolvedOptions;
  readonly #children = new Set<Child>();
  readonly #idle: Child[] = [];
  readonly #waiters: Waiter[] = [];
  readonly #endAll = (): void => {
    for (const child of this.#children) child.kill('is no longer needed');
  };
  #model: LoadedModel | undefined;
  #starting = 0;
  #crashes = 0;
  #closed = false;
  passes = 0;

  constructor(path: string, options: ResolvedOptions) {
    const { threads, gpu, contextSize, date } = options;
    this.#spec = { path, threads, gpu, contextSize, date: date.getTime() };
    this.#options = options;
    // `process.exit()` leaves no time for anything gentler.
    process.once('exit', this.#endAll);
  }

  /** Starts the first process. @throws RuntimeFault where the model cannot be loaded */
  async open(): Promise<LoadedModel> {
    const child = await this.#acquire();
    this.#release(child);
    if (this.#model === undefined) throw new Error('a process has no model');
    return this.#model;
  }

  async run<J extends Job>(
    job: J,
    signal?: AbortSignal,
    events?: (events: readonly GenerationEvent[]) => void,
  ): Promise<Answers[J['kind']]> {
    const child = await this.#acquire(signal);
    try {
      const passes = (count: number): void => void (this.passes += count);
      return await child.run(job, this.#options.stepTimeout, {
        passes,
        signal,
        ...(events === undefined ? {} : { events }),
      });
    } finally {
      this.#release(child);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    process.off('exit', this.#endAll);
    this.#endAll();
    for (const waiter of this.#waiters.splice(0)) waiter.fail(new RuntimeFault('unavailable', 'the runtime is closed'));
    await Promise.all([...this.#children].map((child) => child.ended));
  }

  #acquire(signal?: AbortSignal): Promise<Child> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(signal.reason);
      const leave = (): void => {
        this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        give: (child) => {
          signal?.removeEventListener('abort', leave);
          resolve(child);
        },
        fail: (reason) => {
          signal?.removeEventListener('abort', leave);
          reject(reason);
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiters.push(waiter);
      this.#serve();
    });
  }

  #release(child: Child): void {
    if (child.alive) this.#idle.push(child);
    this.#serve();
  }

  /** Brings together who waits and who is free; starts a process where there are too few. */
  #serve(): void {
    while (this.#waiters.length > 0) {
      const child = this.#idle.pop();
      if (child?.alive === true) this.#waiters.shift()?.give(child);
      else if (child === undefined) break;
    }
    const refusal = this.#refusal();
    if (refusal !== undefined) {
      if (this.#children.size === 0) for (const waiter of this.#waiters.splice(0)) waiter.fail(refusal);
      return;
    }
    const wanted = Math.min(this.#waiters.length - this.#starting, this.#options.processes - this.#children.size);
    for (let started = 0; started < wanted; started++) void this.#start();
  }

  #refusal(): RuntimeFault | undefined {
    if (this.#closed) return new RuntimeFault('unavailable', 'the runtime is closed');
    if (this.#crashes <= this.#options.replacements) return undefined;
    return new RuntimeFault(
      'refused',
      `llama.cpp crashed ${this.#crashes} times with this model and is not started again`,
    );
  }

  async #start(): Promise<void> {
    const child = new Child();
    this.#starting++;
    this.#children.add(child);
    void child.ended.then(() => {
      this.#children.delete(child);
      this.#serve();
    });
    try {
      this.#model = await child.load({ ...this.#spec, exact: this.#model?.exact }, this.#options.loadTimeout);
      this.#starting--;
      this.#watch(child);
      this.#release(child);
    } catch (error) {
      this.#starting--;
      this.#crashes++;
      child.kill('has no model');
      this.#waiters.shift()?.fail(error);
    }
  }

  /** Counts the deaths that we did not bring about. */
  #watch(child: Child): void {
    void child.ended.then(() => {
      if (!this.#closed) this.#crashes++;
    });
  }
}
