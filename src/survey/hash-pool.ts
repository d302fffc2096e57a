import { Worker } from 'node:worker_threads';
import { InputError, type InputFault } from '../core/errors.ts';
import type { LocalFile } from '../sources/file-source.ts';

/** The file stays open on the side that asks, until the answer. */
export interface HashTask {
  readonly descriptor: number;
  readonly size: number;
  readonly path: string;
}

export type HashAnswer =
  | { readonly kind: 'progress'; readonly bytes: number }
  | { readonly kind: 'done'; readonly sha256: string }
  | {
      readonly kind: 'input';
      readonly fault: InputFault;
      readonly message: string;
      readonly offset: number | undefined;
    }
  | { readonly kind: 'crashed'; readonly message: string };

interface Job {
  readonly task: HashTask;
  progress(bytes: number): void;
  resolve(sha256: string): void;
  reject(error: unknown): void;
}

const SCRIPT = new URL(import.meta.url.endsWith('.ts') ? './hash-worker.ts' : './hash-worker.js', import.meta.url);

/** Hashes files on threads, one file to a thread at a time. A thread starts with the first file that finds none idle. */
export class HashPool {
  readonly #threads: number;
  readonly #busy = new Map<Worker, Job | undefined>();
  readonly #waiting: Job[] = [];

  constructor(threads: number) {
    this.#threads = threads;
  }

  /** As `sha256Of`. On an abort the thread goes on until `close`, and nobody waits for it. */
  hash(file: LocalFile, progress: (bytes: number) => void, signal?: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const abort = (): void => reject(signal?.reason);
      const settled = (): void => signal?.removeEventListener('abort', abort);
      signal?.addEventListener('abort', abort, { once: true });
      this.#waiting.push({
        task: { descriptor: file.descriptor, size: file.size, path: file.id },
        progress,
        resolve: (sha256) => (settled(), resolve(sha256)),
        reject: (error) => (settled(), reject(error)),
      });
      this.#hand();
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#busy.keys()].map((worker) => worker.terminate()));
  }

  #hand(): void {
    const idle = [...this.#busy].find(([, job]) => job === undefined)?.[0];
    const worker = idle ?? (this.#busy.size < this.#threads ? this.#start() : undefined);
    const job = worker === undefined ? undefined : this.#waiting.shift();
    if (worker === undefined || job === undefined) return;
    this.#busy.set(worker, job);
    worker.postMessage(job.task);
  }

  #start(): Worker {
    const worker = new Worker(SCRIPT);
    this.#busy.set(worker, undefined);
    worker.on('message', (answer: HashAnswer) => {
      const job = this.#busy.get(worker);
      if (answer.kind === 'progress') return job?.progress(answer.bytes);
      this.#busy.set(worker, undefined);
      if (answer.kind === 'done') job?.resolve(answer.sha256);
      else if (answer.kind === 'crashed') job?.reject(new Error(answer.message));
      else {
        const { fault, message, offset } = answer;
        job?.reject(new InputError(fault, message, offset === undefined ? {} : { offset }));
      }
      this.#hand();
    });
    worker.on('error', (error) => {
      this.#busy.get(worker)?.reject(error);
      for (const job of this.#waiting.splice(0)) job.reject(error);
    });
    return worker;
  }
}
