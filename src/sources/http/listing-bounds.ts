import { UsageError } from '../../core/errors.ts';
import type { Limits } from '../../core/limits.ts';

/** What one listing may make us ask, read and keep: a server can list without end. Each throws UsageError past its bound. */
export class ListingBounds {
  readonly #limits: Limits;
  #pages = 0;
  #bytes = 0;
  #entries = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  page(): void {
    if (++this.#pages > this.#limits['http.pages']) throw beyond('has too many pages', 'http.pages');
  }

  bytes(count: number): void {
    this.#bytes += count;
    if (this.#bytes > this.#limits['http.listing']) throw beyond('is too long', 'http.listing');
  }

  entry(): void {
    if (++this.#entries > this.#limits['http.files']) throw beyond('names too many files', 'http.files');
  }
}

const beyond = (how: string, limit: string): UsageError => new UsageError(`the listing ${how} (${limit})`);
