import { availableParallelism } from 'node:os';

export interface LlamaOptions {
  /** Processes that run at one time, each with its own threads. By default the processors of this machine; with a GPU 1. */
  readonly processes?: number;
  /** Threads of each process. One is the fastest for small models, where many processes share the work. */
  readonly threads?: number;
  /** Tokens of prompt and answer together. By default what the model was trained for, 4,096 at most. */
  readonly contextSize?: number;
  /** `auto` takes a GPU that llama.cpp finds. Answers of a GPU and of a processor may differ. */
  readonly gpu?: false | 'auto';
  /** What templates that ask for the date are told, in UTC. Fixed, so that a prompt stays the same from day to day. */
  readonly date?: Date;
  /** Milliseconds for loading the model. */
  readonly loadTimeout?: number;
  /** Milliseconds for any step: a token of an answer, a stretch of a prompt. Past it the process is taken to hang. */
  readonly stepTimeout?: number;
  /** Times that a process that crashed is replaced. */
  readonly replacements?: number;
}

export type ResolvedOptions = Required<Omit<LlamaOptions, 'contextSize'>> & Pick<LlamaOptions, 'contextSize'>;

/** The first day of the year in which this was written: any fixed day will do, and this one is in no model's future. */
const DATE = new Date('2026-01-01T12:00:00Z');

export function resolveOptions(options: LlamaOptions): ResolvedOptions {
  const gpu = options.gpu ?? false;
  return {
    processes: options.processes ?? (gpu === false ? availableParallelism() : 1),
    threads: options.threads ?? 1,
    gpu,
    date: options.date ?? DATE,
    loadTimeout: options.loadTimeout ?? 300_000,
    stepTimeout: options.stepTimeout ?? 300_000,
    replacements: options.replacements ?? 8,
    ...(options.contextSize === undefined ? {} : { contextSize: options.contextSize }),
  };
}
