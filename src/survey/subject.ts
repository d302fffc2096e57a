import type { Limits } from '../core/limits.ts';
import type { Entry, LocalSubject } from '../sources/folder.ts';
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
export async function* surveySubject(subject: LocalSubject, options: SurveyOptions): AsyncGenerator<SurveyedFile> {
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
      absolute: entry.absolute,
      size: entry.size,
      limits: options.limits,
      hash: options.hash,
    });
  }
  if (options.jobs > 1 && tasks.length > 1 && bytes >= WORTH_THREADS) {
    const { surveyOnThreads } = await import('./pool.ts');
    yield* surveyOnThreads(tasks, options.jobs, options.progress, options.signal);
  } else {
    yield* surveyHere(tasks, options);
  }
}

/** A few files in flight on this thread: their reads overlap. */
async function* surveyHere(tasks: readonly FileTask[], options: SurveyOptions): AsyncGenerator<SurveyedFile> {
  const flight = new Map<number, Promise<{ index: number; file: SurveyedFile }>>();
  let next = 0;
  while (next < tasks.length || flight.size > 0) {
    options.signal?.throwIfAborted();
    for (; flight.size < IN_FLIGHT && next < tasks.length; next++) {
      const index = next;
      const task = tasks[index];
      if (task === undefined) break;
      flight.set(
        index,
        surveyFile(task, options.progress, options.signal).then((file) => ({ index, file })),
      );
    }
    const { index, file } = await Promise.race(flight.values());
    flight.delete(index);
    yield file;
  }
}

function refused(entry: Extract<Entry, { kind: 'refused' }>): SurveyedFile {
  if (entry.reason === 'history') {
    return { path: entry.path, size: 0, status: 'not applicable', reason: entry.detail, parts: [], anomalies: [] };
  }
  const anomaly = { code: `source.${entry.reason}`, message: entry.detail, stops: true };
  return { path: entry.path, size: 0, status: 'skipped', reason: entry.detail, parts: [], anomalies: [anomaly] };
}
