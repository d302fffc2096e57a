import type { ByteSource } from '../../sources/byte-source.ts';
import { u32 } from '../../codecs/little-endian.ts';

const WINDOW = 256 * 1024;

/** Looks through bytes that no directory accounts for, within a budget over the whole file. */
export class Scanner {
  readonly source: ByteSource;
  private readonly signal: AbortSignal | undefined;
  private budget: number;
  private base = 0;
  private window: Uint8Array = new Uint8Array(0);

  constructor(source: ByteSource, budget: number, signal: AbortSignal | undefined) {
    this.source = source;
    this.budget = budget;
    this.signal = signal;
  }

  get spent(): boolean {
    return this.budget <= 0;
  }

  spend(bytes: number): void {
    this.budget -= bytes;
  }

  /** At most `length` bytes from `at`, from the window where it has them. */
  async read(at: number, length: number): Promise<Uint8Array> {
    const wanted = Math.max(0, Math.min(length, this.source.size - at));
    const from = at - this.base;
    if (from >= 0 && from + wanted <= this.window.length) return this.window.subarray(from, from + wanted);
    return this.source.read(at, wanted, this.signal);
  }

  /** Where one of the record signatures begins, from `from` on and wholly before `to`; undefined also once the budget is spent. */
  async find(signatures: readonly number[], from: number, to: number): Promise<number | undefined> {
    for (let at = from; at + 4 <= to && !this.spent; ) {
      const bytes = await this.load(at, to);
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      for (let i = buffer.indexOf('PK'); i >= 0 && i + 4 <= bytes.length; i = buffer.indexOf('PK', i + 1)) {
        if (signatures.includes(u32(bytes, i))) return at + i;
      }
      // Three bytes again, so that no signature falls between two windows.
      at += Math.max(1, bytes.length - 3);
    }
    return undefined;
  }

  /** True where every byte is zero. */
  async isZero({ start, end }: { start: number; end: number }): Promise<boolean> {
    for (let at = start; at < end && !this.spent; ) {
      const bytes = await this.load(at, end);
      if (bytes.some((byte) => byte !== 0)) return false;
      at += bytes.length;
    }
    return !this.spent;
  }

  /** Bytes from `at` on, at least four and never past `to`: from the window, or from a new one, which is paid for. */
  private async load(at: number, to: number): Promise<Uint8Array> {
    const from = at - this.base;
    const wanted = Math.min(WINDOW, to - at);
    const has = from >= 0 ? Math.min(this.window.length - from, to - at) : 0;
    if (has < Math.min(4, wanted)) {
      this.signal?.throwIfAborted();
      this.window = await this.source.read(at, Math.min(WINDOW, this.source.size - at), this.signal);
      this.base = at;
      this.budget -= this.window.length;
      return this.window.subarray(0, wanted);
    }
    return this.window.subarray(from, from + has);
  }
}
