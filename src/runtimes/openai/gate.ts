/** How a turn ended. `busy`: the server said that it has too much to do. */
export type Outcome = 'ok' | 'busy' | 'failed';

export interface Turn {
  /** Once; later calls do nothing. @param pause milliseconds in which nobody is let in */
  leave(outcome: Outcome, pause?: number): void;
}

interface Waiting {
  let(turn: Turn): void;
}

/** Requests at one time before the server has shown what it takes. */
const START = 8;

/**
 * How many requests an endpoint gets at one time: additive increase, multiplicative decrease, as TCP has it (Jacobson 1988;
 * RFC 5681): one more with each success until it first says that it is busy, then halved, and one more for each round.
 * Requests that were under way at a halving do not halve again.
 */
export class Gate {
  readonly #most: number;
  #limit: number;
  #running = 0;
  #slowStart = true;
  #round = 0;
  #closedUntil = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #waiting: Waiting[] = [];

  /** @param most the user's bound, never passed */
  constructor(most: number) {
    this.#most = most;
    this.#limit = Math.min(most, START);
  }

  /** Requests let in at one time now. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** Waits for a turn; those that come back with a further attempt go first. */
  enter(signal: AbortSignal | undefined, again = false): Promise<Turn> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const waiting: Waiting = {
        let: (turn) => {
          signal?.removeEventListener('abort', given);
          resolve(turn);
        },
      };
      const given = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', given, { once: true });
      if (again) this.#waiting.unshift(waiting);
      else this.#waiting.push(waiting);
      this.#admit();
    });
  }

  #admit(): void {
    const wait = this.#closedUntil - performance.now();
    if (wait > 0) {
      if (this.#timer !== undefined) return;
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.#admit();
      }, wait);
      return;
    }
    while (this.#running < this.limit) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#running++;
      next.let(this.#turn());
    }
  }

  #turn(): Turn {
    const round = this.#round;
    let left = false;
    return {
      leave: (outcome, pause = 0) => {
        if (left) return;
        left = true;
        this.#running--;
        if (outcome === 'ok') this.#grow();
        if (outcome === 'busy' && round === this.#round) this.#halve();
        if (pause > 0) this.#closedUntil = Math.max(this.#closedUntil, performance.now() + pause);
        this.#admit();
      },
    };
  }

  #grow(): void {
    this.#limit = Math.min(this.#most, this.#limit + (this.#slowStart ? 1 : 1 / this.#limit));
  }

  #halve(): void {
    this.#limit = Math.max(1, this.#limit / 2);
    this.#slowStart = false;
    this.#round++;
  }
}
