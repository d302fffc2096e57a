import { InputError } from '../core/errors.ts';
import { type ByteSource, memorySource } from '../sources/byte-source.ts';

const FIRST_CHUNK = 4 * 1024;
const CHUNK = 64 * 1024;

/**
 * Compressed bytes from front to back. A decoder waits with {@link ensure} for as many as its next step can need, and
 * then runs without waiting; only at the end of the source are there fewer.
 */
export class Input {
  bytes: Uint8Array = new Uint8Array(0);
  /** Index of the next byte in {@link bytes}. */
  at = 0;
  private readonly source: ByteSource;
  private readonly signal: AbortSignal | undefined;
  private loaded: number;
  private chunk = FIRST_CHUNK;

  constructor(source: ByteSource, signal?: AbortSignal, from = 0) {
    this.source = source;
    this.signal = signal;
    this.loaded = from;
  }

  /** Over bytes that are all there is: nothing has to be waited for. */
  static over(bytes: Uint8Array): Input {
    const input = new Input(memorySource('bytes', bytes));
    input.bytes = bytes;
    input.loaded = bytes.length;
    return input;
  }

  /** Offset in the source of the next byte. */
  get position(): number {
    return this.loaded - this.bytes.length + this.at;
  }

  get last(): boolean {
    return this.loaded >= this.source.size;
  }

  /** Bytes in memory or not, up to the end of the source. */
  get left(): number {
    return this.source.size - this.position;
  }

  ready(count: number): boolean {
    return this.bytes.length - this.at >= count || this.last;
  }

  /** Until that many are in memory, or the source ends. */
  async ensure(count: number): Promise<void> {
    while (!this.ready(count)) {
      this.signal?.throwIfAborted();
      const rest = this.bytes.subarray(this.at);
      const wanted = Math.max(count - rest.length, this.chunk);
      this.chunk = CHUNK;
      const more = await this.source.read(this.loaded, wanted, this.signal);
      if (more.length === 0) throw new InputError('truncated', 'the compressed data ends early');
      const joined = new Uint8Array(rest.length + more.length);
      joined.set(rest);
      joined.set(more, rest.length);
      this.bytes = joined;
      this.at = 0;
      this.loaded += more.length;
    }
  }

  /** @throws InputError `truncated` at the end */
  u8(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new InputError('truncated', 'the compressed data ends early');
    this.at++;
    return byte;
  }

  u16(): number {
    return this.u8() | (this.u8() << 8);
  }

  u32(): number {
    return (this.u16() | (this.u16() << 16)) >>> 0;
  }

  /** Rounded above 2^53, which nothing real reaches. */
  u64(): number {
    return this.u32() + this.u32() * 2 ** 32;
  }

  /** The next bytes, valid until the next {@link ensure}. @throws InputError `truncated` */
  take(count: number): Uint8Array {
    if (this.bytes.length - this.at < count) throw new InputError('truncated', 'the compressed data ends early');
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  /** Passes over bytes without reading them. @throws InputError `truncated` */
  skip(count: number): void {
    if (count > this.left) throw new InputError('truncated', 'the compressed data ends early');
    const here = Math.min(count, this.bytes.length - this.at);
    this.at += here;
    if (here === count) return;
    this.loaded += count - here;
    this.bytes = new Uint8Array(0);
    this.at = 0;
  }
}

/** The fault that stopped a decoder; what is not about the bytes is thrown on. */
export function faultOf(error: unknown): InputError {
  if (error instanceof InputError && error.fault !== 'unreadable' && error.fault !== 'changed') return error;
  throw error;
}
