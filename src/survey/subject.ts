import type { Limits } from '../core/limits.ts';
import type { Entry, Subject } from '../sources/subject.ts';
import { type FileTask, type Hasher, surveyFile } from './file.ts';
import { sha256Of } from './hash.ts';
import type { SurveyedFile } from './surveyed.ts';

export interface SurveyOptions {
  readonly limits: Limits;
  readonly hash: boolean;
  /** Threads that hash, at most. */
  readonly jobs: number;
  readonly signal?: AbortSignal;
  /** Bytes hashed since the last call: `scan` reads too little to be worth counting. */
  progress(bytes: number): void;
}

/** A thread takes some hundredths of a second to start: as long as hashing so many bytes. */
const WORTH_A_THREAD = 32 * 1024 * 1024;
/** Below this a file is hashed before a thread has heard of it. */
const WORTH_HANDING = 256 * 1024;
const IN_FLIGHT = 8;

/** Surveys every file of a subject; what was refused comes as skipped. Files come as they are done, in no order. */
export async function* surveySubject(subject: Subject, options: SurveyOptions): AsyncGenerator<SurveyedFile> {
  const tasks: FileTask[] = [];
  for (const entry of subject.entries) {
    if (entry.kind === 'refused') {
      yield refused(entry);
      continue;
    }
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
    return;
  }
  const threads = threadsFor(tasks, options);
  if (threads < 2) return yield* surveyHere(tasks, options, IN_FLIGHT);
  const { HashPool } = await import('./hash-pool.ts');
  const pool = new HashPool(threads);
  try {
    yield* surveyHere(tasks, options, IN_FLIGHT + threads, (file, progress, signal) =>
      (file.size < WORTH_HANDING ? sha256Of : pool.hash.bind(pool))(file, progress, signal),
    );
  } finally {
    await pool.close();
  }
}

/** As many as there are bytes and files to hash for; reading what formats need takes little beside it. */
function threadsFor(tasks: readonly FileTask[], { hash, jobs }: SurveyOptions): number {
  if (!hash) return 0;
  const large = tasks.filter(({ size }) => size >= WORTH_HANDING);
  const bytes = large.reduce((sum, { size }) => sum + size, 0);
  return Math.min(jobs, large.length, Math.floor(bytes / WORTH_A_THREAD));
}

/** Some files in flight on this thread: their reads overlap. Where one ends the run, the others are ended too. */
async function* surveyHere(
  tasks: readonly FileTask[],
  options: SurveyOptions,
  most: number,
  hasher: Hasher = sha256Of,
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
          surveyFile(task, hasher, options.progress, signal).then((file) => ({ index, file })),
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
