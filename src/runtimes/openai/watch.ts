/** A wait of ours that ran out. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
  readonly code = 'TIMED_OUT';
}

/** Aborts what it watches where one wait, or the whole of it, takes too long. */
export class Watch {
  readonly #controller = new AbortController();
  readonly #whole: NodeJS.Timeout;
  #timer: NodeJS.Timeout | undefined;
  readonly signal: AbortSignal;

  constructor(whole: number, outer: AbortSignal | undefined) {
    this.#whole = setTimeout(() => this.#end(`the answer took longer than ${whole / 1000} s`), whole);
    const inner = this.#controller.signal;
    this.signal = outer === undefined ? inner : AbortSignal.any([outer, inner]);
  }

  /** Until it is armed again or disarmed. */
  arm(milliseconds: number, what: string): void {
    this.disarm();
    this.#timer = setTimeout(() => this.#end(`${what} within ${milliseconds / 1000} s`), milliseconds);
  }

  /** While the reader is busy with what it has, no server is late. */
  disarm(): void {
    clearTimeout(this.#timer);
  }

  close(): void {
    this.disarm();
    clearTimeout(this.#whole);
  }

  #end(why: string): void {
    this.#controller.abort(new TimedOut(why));
  }
}
