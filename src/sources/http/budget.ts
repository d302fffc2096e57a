import { InputError } from '../../core/errors.ts';

/** What the user lets the network cost, over all files of a subject, and what it has cost. */
export class Budget {
  readonly #most: number;
  #fetched = 0;
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

  /** Before each request. @throws InputError `budget` where less is left */
  spend(bytes: number): void {
    if (this.#fetched + bytes > this.#most) {
      const message = `not fetched: it needs ${bytes} bytes more and ${this.#most - this.#fetched} are left of --byte-budget`;
      throw new InputError('budget', message);
    }
    this.#fetched += bytes;
    this.onBytes?.(bytes);
  }

  fromCache(bytes: number): void {
    this.#cached += bytes;
    this.onBytes?.(bytes);
  }
}
