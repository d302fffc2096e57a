/** How much of something was really read, so that "nothing found" can be weighed. */
export type Status = 'complete' | 'partial' | 'failed' | 'skipped' | 'not applicable';

/** A rule of the format broken, a limit passed, a view that differs from another: noted by a reader, judged by a rule. */
export interface Anomaly {
  /** `format.what`, e.g. `pickle.truncated`. */
  readonly code: string;
  readonly message: string;
  readonly offset?: number;
  readonly length?: number;
  /** True where the rest of the file could not be read because of it: the file is then partial. */
  readonly stops: boolean;
}
