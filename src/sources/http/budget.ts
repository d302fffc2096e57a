import { InputError } from '../../core/errors.ts';

/** What the user lets the network cost, over all files of a subject, and what it has cost. */
export class Budget {
  readonly #most: number;
  #fetched = 0;
  #reserved = 0;
  #cached = 0;
  onBytes: ((count: number) => void) | undefined;

  constructor(most: number = Number.POSITIVE_INFINITY) {
    this.#most = most;
  }

  get fetched(): number {
    return this.#fetched;
  }
  get cached(): number {
    return this.#cached;
  }

  /**
   * Before a request: sets bytes aside, so that requests at one time do not all count on the same; the result gives them
   * back, once. @throws InputError `budget` where less is left
   */
  reserve(bytes: number): () => void {
    this.#check(bytes);
    this.#reserved += bytes;
    let held = bytes;
    return () => {
      this.#reserved -= held;
      held = 0;
    };
  }

  /** With each answer whose bytes are taken. @throws InputError `budget` */
  spend(bytes: number): void {
    this.#check(bytes);
    this.#fetched += bytes;
    this.onBytes?.(bytes);
  }

  #check(bytes: number): void {
    const left = this.#most - this.#fetched - this.#reserved;
    if (bytes <= left) return;
    throw new InputError('budget', `not fetched: it needs ${bytes} bytes more and ${left} are left of --byte-budget`);
  }

  fromCache(bytes: number): void {
    this.#cached += bytes;
    this.onBytes?.(bytes);
  }
}
