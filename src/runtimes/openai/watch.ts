/** A wait of ours that ran out. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
  readonly code = 'TIMED_OUT';
}

/** Ends what it watches where one wait, or the whole of it, takes too long, or the run is broken off. */
export class Watch {
  readonly #whole: NodeJS.Timeout;
  readonly #outer: AbortSignal | undefined;
  readonly #end: (reason: unknown) => void;
  readonly #given = (): void => this.#end(this.#outer?.reason);
  #timer: NodeJS.Timeout | undefined;

  /** @param outer of a whole run: nothing of this watch stays with it (`AbortSignal.any` would, for a while) */
  constructor(whole: number, outer: AbortSignal | undefined, end: (reason: unknown) => void) {
    this.#whole = setTimeout(() => end(new TimedOut(`the answer took longer than ${whole / 1000} s`)), whole);
    this.#outer = outer;
    this.#end = end;
    if (outer?.aborted === true) this.#given();
    else outer?.addEventListener('abort', this.#given, { once: true });
  }

  /** Until it is armed again or disarmed. */
  arm(milliseconds: number, what: string): void {
    this.disarm();
    const why = `${what} within ${milliseconds / 1000} s`;
    this.#timer = setTimeout(() => this.#end(new TimedOut(why)), milliseconds);
  }

  disarm(): void {
    clearTimeout(this.#timer);
  }

  close(): void {
    this.disarm();
    clearTimeout(this.#whole);
    this.#outer?.removeEventListener('abort', this.#given);
  }
}
