import { Worker } from 'node:worker_threads';
import type { FileTask } from './file.ts';
import type { SurveyedFile } from './surveyed.ts';

export type WorkerMessage =
  | { readonly kind: 'progress'; readonly bytes: number }
  | { readonly kind: 'done'; readonly file: SurveyedFile }
  | { readonly kind: 'crashed'; readonly message: string };

const SCRIPT = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/** Surveys files on several threads, one file to a thread at a time. */
export async function* surveyOnThreads(
  tasks: readonly FileTask[],
  jobs: number,
  progress: (bytes: number) => void,
  signal?: AbortSignal,
): AsyncGenerator<SurveyedFile> {
  const waiting = [...tasks].toReversed();
  const results: (SurveyedFile | Error)[] = [];
  let wake: () => void = () => {};
  const deliver = (result: SurveyedFile | Error): void => {
    results.push(result);
    wake();
  };
  const workers = Array.from({ length: Math.min(jobs, tasks.length) }, () => startWorker(waiting, deliver, progress));
  const abort = (): void => deliver(new Error('interrupted', { cause: signal?.reason }));
  signal?.addEventListener('abort', abort, { once: true });
  try {
    for (let done = 0; done < tasks.length; done++) {
      if (results.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      const result = results.shift();
      if (result instanceof Error) throw result;
      if (result !== undefined) yield result;
    }
  } finally {
    signal?.removeEventListener('abort', abort);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function startWorker(
  waiting: FileTask[],
  deliver: (result: SurveyedFile | Error) => void,
  progress: (bytes: number) => void,
): Worker {
  const worker = new Worker(SCRIPT);
  const next = (): void => {
    const task = waiting.pop();
    if (task !== undefined) worker.postMessage(task);
  };
  worker.on('message', (message: WorkerMessage) => {
    if (message.kind === 'progress') return progress(message.bytes);
    deliver(message.kind === 'done' ? message.file : new Error(message.message));
    next();
  });
  worker.on('error', (error) => deliver(error instanceof Error ? error : new Error(String(error))));
  next();
  return worker;
}
