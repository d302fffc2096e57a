import type { Limits } from '../core/limits.ts';
import type { Allowance } from './allowance.ts';

/** Sizes that are found out by decompressing before a part is handed on: one member, and all together. */
const EAGER_MEMBER = 16 * 1024 * 1024;
const EAGER_TOTAL = 64 * 1024 * 1024;

/** Holds decompressed bytes; one of a container may at a time, so that memory does not grow with the number of members. */
export interface Holder {
  release(): void;
}

/** What one container may expand to, within the allowance of its file. */
export class Expansion {
  /** Of zip members; other codecs have no such bound of their own. */
  readonly ratio: number;
  private readonly allowance: Allowance;
  private readonly fileSize: number;
  private stored = 0;
  private eager = EAGER_TOTAL;
  private holder: Holder | undefined;

  constructor(limits: Limits, allowance: Allowance, fileSize: number) {
    this.ratio = limits['zip.ratio'];
    this.allowance = allowance;
    this.fileSize = fileSize;
  }

  /** @throws InputError `limit` */
  inflate(bytes: number): void {
    this.allowance.spend(bytes);
  }

  /**
   * False where stored members overlap so much that reading them all is itself a bomb. What they hold beyond the size of
   * the container counts as expanded: each may be a container whose members overlap in turn.
   */
  store(bytes: number): boolean {
    const before = Math.max(this.stored, this.fileSize);
    const after = Math.max(this.stored + bytes, this.fileSize);
    if (!this.allowance.admits(after - before)) return false;
    this.stored += bytes;
    return true;
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
