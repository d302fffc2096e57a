/** A server that drips slower than this, in bytes a second, is given up: it would hold us for ever (CWE-400). */
const SLOWEST = 16_384;

/**
 * How long one question may keep us waiting for a server, over all of its attempts and redirects: a fixed time, and what
 * the bytes that came have earned. Pauses that a server asks for are not in it. Without this each attempt would begin
 * anew, and a byte now and then would pass for an answer.
 */
export class Patience {
  #left: number;
  /** Bytes that can still earn time: no more than the answer was to have. */
  #unearned: number;
  #since = 0;
  #timer: NodeJS.Timeout | undefined;
  #end = new AbortController();
  readonly #slowest: number;

  /** Milliseconds, bytes, and bytes a second. */
  constructor(fixed: number, expected: number, slowest = SLOWEST) {
    this.#left = fixed;
    this.#unearned = expected;
    this.#slowest = slowest;
  }

  get ended(): boolean {
    return this.#end.signal.aborted;
  }

  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /** With each attempt; the result ends its time. */
  start(): () => void {
    this.#since = performance.now();
    this.#arm();
    return () => {
      clearTimeout(this.#timer);
      this.#left -= performance.now() - this.#since;
    };
  }

  earn(bytes: number): void {
    const counted = Math.min(bytes, this.#unearned);
    this.#unearned -= counted;
    this.#left += (counted / this.#slowest) * 1000;
  }

  #arm(): void {
    const wait = this.#since + this.#left - performance.now();
    this.#timer = setTimeout(
      () => {
        // Bytes may have earned more since.
        if (this.#since + this.#left > performance.now()) this.#arm();
        else this.#end.abort();
      },
      Math.max(0, wait),
    );
    this.#timer.unref();
  }
}
