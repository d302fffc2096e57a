import { InputError } from '../core/errors.ts';
import type { Limits } from '../core/limits.ts';

/**
 * What one file may expand to, over all of its containers, one inside another or beside it, and however often they are
 * read again (CWE-409).
 */
export class Allowance {
  readonly most: number;
  private spent = 0;

  constructor(limits: Limits) {
    this.most = limits['expanded.bytes'];
  }

  /** Spends that many bytes where they are left, and says whether they were. */
  admits(bytes: number): boolean {
    if (this.spent + bytes > this.most) return false;
    this.spent += bytes;
    return true;
  }

  /** @throws InputError `limit` */
  spend(bytes: number): void {
    this.spent += bytes;
    if (this.spent > this.most)
      throw new InputError(
        'limit',
        `what is compressed in the file expands to more than ${this.most} bytes (expanded.bytes)`,
      );
  }
}
