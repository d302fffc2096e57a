import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { printable } from '../../core/printable.ts';
import type { GenerationEvent } from '../event.ts';
import { type FaultKind, RuntimeFault } from '../fault.ts';
import { childEnvironment } from './environment.ts';
import type { Answers, FromChild, Job, LoadedModel, LoadSpec, ToChild } from './protocol.ts';

const SCRIPT = new URL(import.meta.url.endsWith('.ts') ? './process.ts' : './process.js', import.meta.url);
/** MiB of JavaScript heap of a process: weights and contexts lie outside it (CWE-770). */
const HEAP = 2_048;
/** Milliseconds that a job may take to end once it was told to. */
const GRACE = 5_000;
/** UTF-16 units kept of what a process wrote before it died. */
const TAIL = 2_000;

interface Waiting {
  readonly message: (message: FromChild) => boolean;
  readonly fail: (fault: RuntimeFault) => void;
}

interface Told {
  readonly events?: (events: readonly GenerationEvent[]) => void;
  readonly passes?: (count: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** One process with a model, from the outside. Takes one job at a time. */
export class Child {
  readonly #process: ChildProcess;
  readonly ended: Promise<void>;
  #alive = true;
  #waiting: Waiting | undefined;
  #watch: NodeJS.Timeout | undefined;
  #why: string | undefined;
  #last: { readonly kind: FaultKind; readonly words: string } | undefined;
  #written = '';

  constructor() {
    this.#process = fork(fileURLToPath(SCRIPT), [], {
      env: childEnvironment(process.env),
      execArgv: [`--max-old-space-size=${HEAP}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#written = (this.#written + text).slice(-TAIL);
    });
    this.#process.on('message', (message: FromChild) => {
      this.#watch?.refresh();
      if (this.#waiting?.message(message) === true) this.#settle();
    });
    // A message that cannot be sent is followed by the exit, which is what is told.
    this.#process.on('error', () => this.kill('could not be started'));
    this.ended = new Promise((resolve) => {
      // `close`: by then all that it wrote has been read.
      this.#process.once('close', (code, signal) => {
        this.#alive = false;
        const waiting = this.#waiting;
        this.#settle();
        waiting?.fail(new RuntimeFault(this.#last?.kind ?? 'crashed', this.#obituary(code, signal)));
        resolve();
      });
    });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get alive(): boolean {
    return this.#alive && this.#why === undefined;
  }

  load(spec: LoadSpec, timeout: number): Promise<LoadedModel> {
    return this.#ask({ kind: 'load', spec }, timeout, (message, settle) => {
      if (message.kind === 'loaded') settle(message.model);
      return message.kind === 'loaded';
    });
  }

  /** @throws RuntimeFault; the reason of the signal where that ended it */
  async run<J extends Job>(job: J, timeout: number, told: Told = {}): Promise<Answers[J['kind']]> {
    const { signal } = told;
    signal?.throwIfAborted();
    let grace: NodeJS.Timeout | undefined;
    const stop = (): void => {
      this.#send({ kind: 'stop' });
      grace = setTimeout(() => this.kill('did not stop'), GRACE);
    };
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return await this.#ask<Answers[J['kind']]>({ kind: 'job', job }, timeout, (message, settle) => {
        if ('passes' in message) told.passes?.(message.passes);
        if (message.kind === 'events') told.events?.(message.events);
        if (message.kind === 'done') settle(message.value as Answers[J['kind']]);
        return message.kind === 'done';
      });
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : error;
    } finally {
      clearTimeout(grace);
      signal?.removeEventListener('abort', stop);
    }
  }

  /** At once: a process in the middle of a computation hears nothing gentler. */
  kill(why: string): void {
    this.#why ??= why;
    this.#process.kill('SIGKILL');
  }

  #ask<T>(
    message: ToChild,
    timeout: number,
    hear: (message: FromChild, settle: (value: T) => void) => boolean,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (!this.alive) return reject(new RuntimeFault('crashed', 'the process with the model has ended'));
      this.#waiting = {
        fail: reject,
        message: (heard) => {
          if (hear(heard, resolve)) return true;
          if (heard.kind !== 'fault') return false;
          // What is no fault of the request may have left anything behind; what llama.cpp wrote is read before it is told.
          if (heard.fault === 'crashed' || heard.fault === 'refused') {
            this.#last = { kind: heard.fault, words: heard.message };
            this.kill('failed');
            return false;
          }
          reject(new RuntimeFault(heard.fault, printable(heard.message)));
          return true;
        },
      };
      this.#watch = setTimeout(() => this.kill(`gave no sign for ${timeout / 1000} s`), timeout);
      this.#send(message);
    });
  }

  #send(message: ToChild): void {
    if (this.#process.connected) this.#process.send(message, () => {});
  }

  #settle(): void {
    clearTimeout(this.#watch);
    this.#watch = undefined;
    this.#waiting = undefined;
  }

  #obituary(code: number | null, signal: NodeJS.Signals | null): string {
    const lines = this.#written.trim().split('\n');
    // After its reason llama.cpp says once more, at every level, that it failed.
    const line = lines.findLast((text) => /error loading|ASSERT/.test(text)) ?? lines.at(-1) ?? '';
    const wrote = line === '' ? '' : `: ${printable(line)}`;
    if (this.#last !== undefined) return `${printable(this.#last.words)}${wrote}`;
    if (this.#why !== undefined) return `the process with the model ${this.#why} and was ended`;
    return `the process with the model ended ${signal === null ? `with code ${code}` : `by ${signal}`}${wrote}`;
  }
}
