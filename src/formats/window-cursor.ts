import { InputError } from '../core/errors.ts';
import type { ByteSource } from '../sources/byte-source.ts';

const FIRST_WINDOW = 65_536;
const LAST_WINDOW = 1_048_576;

/**
 * Reads a binary file from front to back through one window of at most 1 MiB (it starts at 64 KiB, so a short header
 * over the network costs little). First `await need(n)`, then take up to n bytes without waiting. What is skipped
 * beyond the window is never read. Throws InputError `truncated` with the offset where the file ends first.
 */
export class WindowCursor {
  readonly #source: ByteSource;
  readonly #signal: AbortSignal | undefined;
  #bytes: Uint8Array = new Uint8Array();
  #view: DataView = new DataView(new ArrayBuffer(0));
  /** Offset of the window in the file. */
  #from = 0;
  #at = 0;
  #size = FIRST_WINDOW;
  littleEndian = true;

  constructor(source: ByteSource, signal: AbortSignal | undefined) {
    this.#source = source;
    this.#signal = signal;
  }

  /** Offset in the file. */
  get at(): number {
    return this.#from + this.#at;
  }

  /** Bytes to the end of the file. */
  get left(): number {
    return this.#source.size - this.at;
  }

  has(count: number): boolean {
    return this.#at + count <= this.#bytes.length;
  }

  async need(count: number): Promise<void> {
    if (this.has(count)) return;
    if (count > this.left) throw this.#truncated(count);
    this.#signal?.throwIfAborted();
    const at = this.at;
    const bytes = await this.#source.read(at, Math.max(count, this.#size), this.#signal);
    if (bytes.length < count) throw this.#truncated(count);
    this.#size = Math.min(this.#size * 2, LAST_WINDOW);
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#from = at;
    this.#at = 0;
  }

  skip(count: number): void {
    if (count > this.left) throw this.#truncated(count);
    this.#at += count;
  }

  /** A copy of the next bytes; the caller bounds `count`. */
  async bytes(count: number): Promise<Uint8Array> {
    await this.need(count);
    return this.taken(count).slice();
  }

  /** The next bytes, valid until the next `need`. Needs them in the window. */
  taken(count: number): Uint8Array {
    const bytes = this.#bytes.subarray(this.#at, this.#at + count);
    this.#at += count;
    return bytes;
  }

  u8(): number {
    return this.#view.getUint8(this.#step(1));
  }
  i8(): number {
    return this.#view.getInt8(this.#step(1));
  }
  u16(): number {
    return this.#view.getUint16(this.#step(2), this.littleEndian);
  }
  i16(): number {
    return this.#view.getInt16(this.#step(2), this.littleEndian);
  }
  u32(): number {
    return this.#view.getUint32(this.#step(4), this.littleEndian);
  }
  i32(): number {
    return this.#view.getInt32(this.#step(4), this.littleEndian);
  }
  f32(): number {
    return this.#view.getFloat32(this.#step(4), this.littleEndian);
  }
  f64(): number {
    return this.#view.getFloat64(this.#step(8), this.littleEndian);
  }
  /** Exact up to 2^53; larger values are rounded, which no count, length or offset of a real file reaches. */
  u64(): number {
    const at = this.#step(8);
    const [low, high] = this.littleEndian ? [at, at + 4] : [at + 4, at];
    const { littleEndian } = this;
    return this.#view.getUint32(high, littleEndian) * 0x1_0000_0000 + this.#view.getUint32(low, littleEndian);
  }
  bigU64(): bigint {
    return this.#view.getBigUint64(this.#step(8), this.littleEndian);
  }
  bigI64(): bigint {
    return this.#view.getBigInt64(this.#step(8), this.littleEndian);
  }

  #step(count: number): number {
    const at = this.#at;
    this.#at += count;
    return at;
  }

  #truncated(count: number): InputError {
    const message = `${count} bytes are needed, but the file ends after ${Math.max(0, this.left)}`;
    return new InputError('truncated', message, { offset: this.at });
  }
}
