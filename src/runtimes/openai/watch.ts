/** A wait of ours that ran out. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
  readonly code = 'TIMED_OUT';
}

/** Aborts what it watches where one wait, or the whole of it, takes too long. */
export class Watch {
  readonly #controller = new AbortController();
  readonly #whole: NodeJS.Timeout;
  readonly #outer: AbortSignal | undefined;
  readonly #given = (): void => this.#controller.abort(this.#outer?.reason);
  #timer: NodeJS.Timeout | undefined;

  /** @param outer of a whole run: nothing of this watch stays with it (`AbortSignal.any` would, for a while) */
  constructor(whole: number, outer: AbortSignal | undefined) {
    this.#whole = setTimeout(() => this.#end(`the answer took longer than ${whole / 1000} s`), whole);
    this.#outer = outer;
    if (outer?.aborted === true) this.#given();
    else outer?.addEventListener('abort', this.#given, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
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
    this.#outer?.removeEventListener('abort', this.#given);
  }

  #end(why: string): void {
    this.#controller.abort(new TimedOut(why));
  }
}
