import type { Limits } from '../core/limits.ts';
import type { Entry, Subject } from '../sources/subject.ts';
import { type FileTask, surveyFile } from './file.ts';
import type { SurveyedFile } from './surveyed.ts';

export interface SurveyOptions {
  readonly limits: Limits;
  readonly hash: boolean;
  /** Threads at most. */
  readonly jobs: number;
  readonly signal?: AbortSignal;
  /** Bytes hashed since the last call: `scan` reads too little to be worth counting. */
  progress(bytes: number): void;
}

/** Below this a thread's start costs more than it saves. */
const WORTH_THREADS = 64 * 1024 * 1024;
const IN_FLIGHT = 8;

/** Surveys every file of a subject; what was refused comes as skipped. Files come as they are done, in no order. */
export async function* surveySubject(subject: Subject, options: SurveyOptions): AsyncGenerator<SurveyedFile> {
  const tasks: FileTask[] = [];
  let bytes = 0;
  for (const entry of subject.entries) {
    if (entry.kind === 'refused') {
      yield refused(entry);
      continue;
    }
    bytes += entry.size;
    tasks.push({
      path: entry.path,
      open: entry.open,
      size: entry.size,
      ...(entry.claimed === undefined ? {} : { claimed: entry.claimed }),
      ...(entry.anomalies === undefined ? {} : { anomalies: entry.anomalies }),
      limits: options.limits,
      hash: options.hash,
    });
  }
  if (subject.remote !== undefined) {
    yield* surveyHere(tasks, options, subject.remote.concurrency);
  } else if (options.jobs > 1 && tasks.length > 1 && bytes >= WORTH_THREADS) {
    const { surveyOnThreads } = await import('./pool.ts');
    yield* surveyOnThreads(tasks, options.jobs, options.progress, options.signal);
  } else {
    yield* surveyHere(tasks, options, IN_FLIGHT);
  }
}

/** Some files in flight on this thread: their reads overlap. Where one ends the run, the others are ended too. */
async function* surveyHere(
  tasks: readonly FileTask[],
  options: SurveyOptions,
  most: number,
): AsyncGenerator<SurveyedFile> {
  const flight = new Map<number, Promise<{ index: number; file: SurveyedFile }>>();
  const end = new AbortController();
  const signal = options.signal === undefined ? end.signal : AbortSignal.any([options.signal, end.signal]);
  let next = 0;
  try {
    while (next < tasks.length || flight.size > 0) {
      signal.throwIfAborted();
      for (; flight.size < most && next < tasks.length; next++) {
        const index = next;
        const task = tasks[index];
        if (task === undefined) break;
        flight.set(
          index,
          surveyFile(task, options.progress, signal).then((file) => ({ index, file })),
        );
      }
      const { index, file } = await Promise.race(flight.values());
      flight.delete(index);
      yield file;
    }
  } finally {
    end.abort();
    await Promise.allSettled(flight.values());
  }
}

function refused(entry: Extract<Entry, { kind: 'refused' }>): SurveyedFile {
  if (entry.reason === 'history') {
    return { path: entry.path, size: 0, status: 'not applicable', reason: entry.detail, parts: [], anomalies: [] };
  }
  const anomaly = { code: `source.${entry.reason}`, message: entry.detail, stops: true };
  return { path: entry.path, size: 0, status: 'skipped', reason: entry.detail, parts: [], anomalies: [anomaly] };
}
