/**
 * Why a generation has no answer. `unavailable`: no connection, time-out, a server that is down or busy, after its
 * retries. `refused`: it will not answer whoever asks again: no such model, no permission. `invalid`: it does not take
 * this request. `garbage`: it answered what cannot be read. `crashed`: a process of ours died. `unsupported`: this
 * runtime cannot do it.
 */
export type FaultKind = 'unavailable' | 'refused' | 'invalid' | 'garbage' | 'crashed' | 'unsupported';

export class RuntimeFault extends Error {
  override readonly name = 'RuntimeFault';
  readonly kind: FaultKind;
  /** HTTP status, where there was one. */
  readonly status: number | undefined;
  /** Requests that were sent for it: each may have been paid. */
  readonly attempts: number;

  constructor(kind: FaultKind, message: string, options: { status?: number; attempts?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
    this.status = options.status;
    this.attempts = options.attempts ?? 1;
  }

  /** True where no other trial of the same runtime can do better. */
  get hopeless(): boolean {
    return this.kind === 'refused';
  }
}
