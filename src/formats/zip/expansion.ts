import { InputError } from '../../core/errors.ts';
import type { Limits } from '../../core/limits.ts';

/** Sizes that are found out by decompressing before a part is handed on: one member, and all together. */
const EAGER_MEMBER = 16 * 1024 * 1024;
const EAGER_TOTAL = 64 * 1024 * 1024;

/** Holds decompressed bytes; one at a time may, so that memory does not grow with the number of members. */
export interface Holder {
  release(): void;
}

/** What one archive may expand to, over all its members and however often they are read (CWE-409). */
export class Expansion {
  readonly ratio: number;
  private readonly most: number;
  private readonly fileSize: number;
  private inflated = 0;
  private stored = 0;
  private eager = EAGER_TOTAL;
  private holder: Holder | undefined;

  constructor(limits: Limits, fileSize: number) {
    this.most = limits['zip.inflated'];
    this.ratio = limits['zip.ratio'];
    this.fileSize = fileSize;
  }

  /** @throws InputError `limit` */
  inflate(bytes: number): void {
    this.inflated += bytes;
    if (this.inflated > this.most)
      throw new InputError('limit', `the members expand to more than ${this.most} bytes (zip.inflated)`);
  }

  /** False where stored members overlap so much that reading them all is itself a bomb. */
  store(bytes: number): boolean {
    this.stored += bytes;
    return this.stored <= this.fileSize + this.most;
  }

  /** True where a member that claims this size may be decompressed once beforehand, which then is paid with {@link inflate}. */
  isEager(claimed: number, compressed: number): boolean {
    if (Math.max(claimed, compressed) > EAGER_MEMBER || this.eager <= 0) return false;
    this.eager -= claimed;
    return true;
  }

  hold(holder: Holder): void {
    if (this.holder !== holder) this.holder?.release();
    this.holder = holder;
  }
}
