import { InputError } from '../../core/errors.ts';
import { Kind } from './values.ts';

const PAGE = 1024;

interface Page {
  readonly kinds: Uint8Array;
  readonly payloads: Float64Array;
}

/**
 * The unpickler's memo by index, in pages, so that a far index costs one page and not an array up to it. Entries past
 * the limit are forgotten, and from then on a missing entry reads as unknown instead of as an error.
 */
export class Memo {
  /** Distinct indexes filled: the index that MEMOIZE fills next, in C and in Python alike. */
  count = 0;
  full = false;
  kind: number = Kind.absent;
  payload = 0;
  private readonly pages = new Map<number, Page>();
  /** Highest index that was filled and forgotten. */
  private beyond = -1;
  private lastNumber = -1;
  private lastPage: Page | undefined;
  private readonly mostPages: number;

  constructor(most: number) {
    this.mostPages = Math.max(1, Math.ceil(most / PAGE));
  }

  clear(): void {
    const first = this.pages.get(0);
    this.pages.clear();
    if (first !== undefined) this.pages.set(0, { kinds: first.kinds.fill(Kind.absent), payloads: first.payloads });
    this.lastNumber = -1;
    this.lastPage = undefined;
    this.count = 0;
    this.full = false;
    this.beyond = -1;
  }

  /**
   * @throws InputError `limit` where a forgotten entry may have been filled before: how many there are, and with it
   * which one the next MEMOIZE fills, could then no longer be told
   */
  put(index: number, kind: number, payload: number): void {
    const page = this.page(Math.floor(index / PAGE), true);
    if (page === undefined) {
      if (index <= this.beyond) throw new InputError('limit', 'memo entries beyond pickle.memo, not in order');
      this.beyond = index;
      this.full = true;
      this.count++;
      return;
    }
    const at = index % PAGE;
    if (page.kinds[at] === Kind.absent) this.count++;
    page.kinds[at] = kind;
    page.payloads[at] = payload;
  }

  /** Puts the entry into {@link kind} and {@link payload}; false where there is none. */
  get(index: number): boolean {
    const page = this.page(Math.floor(index / PAGE), false);
    const at = index % PAGE;
    this.kind = page?.kinds[at] ?? Kind.absent;
    this.payload = page?.payloads[at] ?? 0;
    if (this.kind !== Kind.absent) return true;
    this.kind = Kind.unknown;
    return this.full;
  }

  private page(number: number, create: boolean): Page | undefined {
    if (number === this.lastNumber) return this.lastPage;
    let page = this.pages.get(number);
    if (page === undefined && create && this.pages.size < this.mostPages) {
      page = { kinds: new Uint8Array(PAGE), payloads: new Float64Array(PAGE) };
      this.pages.set(number, page);
    }
    if (page !== undefined) {
      this.lastNumber = number;
      this.lastPage = page;
    }
    return page;
  }
}
