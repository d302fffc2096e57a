import { crc32 } from 'node:zlib';
import { InputError } from '../core/errors.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import type { Codec, CodecEnd } from './codec.ts';
import type { Expansion, Holder } from './expansion.ts';
import { faultOf } from './input.ts';

/** Decompressed bytes kept behind the reading position. */
const WINDOW = 16 * 1024 * 1024;

/** What decompressing to the end showed. */
export interface Measured extends CodecEnd {
  readonly size: number;
  readonly crc: number;
}

interface Options {
  readonly expansion: Expansion;
  /** Bytes once decompressed, as measured or as claimed. Infinity where nobody knows before {@link measured}. */
  readonly size: number;
  /** Bytes that were decompressed beforehand and count once. */
  readonly paid?: number;
  /** Told what was found when the end is reached, each time that it is. */
  atEnd?(measured: Measured): void;
}

/** Decompresses once without keeping anything. @throws InputError `limit` */
export async function measure(
  codec: Codec,
  compressed: ByteSource,
  expansion: Expansion,
  signal?: AbortSignal,
): Promise<Measured> {
  const chunks = codec(compressed, signal);
  let size = 0;
  let crc = 0;
  let step = await chunks.next();
  for (; step.done !== true; step = await chunks.next()) {
    expansion.inflate(step.value.length);
    size += step.value.length;
    crc = crc32(step.value, crc);
    if (size > compressed.size * expansion.ratio)
      throw new InputError('limit', `it expands more than ${expansion.ratio}-fold (zip.ratio)`);
  }
  return { ...step.value, size, crc };
}

/**
 * Compressed data as a source: decompressed as far as it is read, in constant memory. Reading forward is free; reading
 * back further than the window starts again, which counts against `expanded.bytes` each time.
 */
export class ExpandedSource implements ByteSource, Holder {
  readonly id: string;
  readonly cost: ByteSource['cost'];
  private readonly codec: Codec;
  private readonly compressed: ByteSource;
  private readonly options: Options;
  private bytes: number;
  private chunks: AsyncGenerator<Uint8Array, CodecEnd> | undefined;
  private window: Uint8Array[] = [];
  private from = 0;
  private to = 0;
  private crc = 0;
  private ended: CodecEnd | undefined;
  private paid: number;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(codec: Codec, compressed: ByteSource, options: Options) {
    this.id = `${compressed.id}:expanded`;
    this.cost = compressed.cost;
    this.codec = codec;
    this.compressed = compressed;
    this.options = options;
    this.bytes = options.size;
    this.paid = options.paid ?? 0;
  }

  get size(): number {
    return this.bytes;
  }

  /**
   * Decompresses to the end to learn the size. Up to the window's length the bytes are kept, and nothing is decompressed
   * twice; beyond it they count once against the limit all the same. A fault, also a limit, is in the result.
   */
  async measured(signal?: AbortSignal): Promise<Measured> {
    this.options.expansion.hold(this);
    try {
      while (await this.more(signal));
    } catch (error) {
      this.ended = { consumed: 0, fault: faultOf(error) };
    }
    this.bytes = this.to;
    this.paid = this.to;
    return { ...(this.ended ?? { consumed: 0 }), size: this.to, crc: this.crc };
  }

  read(at: number, length: number, signal?: AbortSignal): Promise<Uint8Array> {
    const reading = this.turn.then(() => this.readNow(at, Math.max(0, Math.min(length, this.size - at)), signal));
    this.turn = reading.catch(() => undefined);
    return reading;
  }

  release(): void {
    this.chunks = undefined;
    this.window = [];
    this.from = 0;
    this.to = 0;
    this.crc = 0;
    this.ended = undefined;
  }

  private async readNow(at: number, length: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
    this.options.expansion.hold(this);
    if (at < this.from) this.release();
    const out = new Uint8Array(length);
    let got = this.copy(at, out, 0);
    while (got < length && (await this.more(signal))) got = this.copy(at, out, got);
    // At the claimed end, one step more shows whether the data goes on.
    if (at + got === this.size && this.ended === undefined) await this.more(signal);
    if (got === 0 && length > 0)
      throw this.ended?.fault ?? new InputError('malformed', 'the compressed data is shorter than its header says');
    return out.subarray(0, got);
  }

  /** Copies what the window has from `at + got` on; returns the new count. */
  private copy(at: number, out: Uint8Array, got: number): number {
    let count = got;
    let start = this.from;
    for (const chunk of this.window) {
      const skip = at + count - start;
      if (skip >= 0 && skip < chunk.length && count < out.length) {
        const piece = chunk.subarray(skip, skip + out.length - count);
        out.set(piece, count);
        count += piece.length;
      }
      start += chunk.length;
    }
    return count;
  }

  private async more(signal: AbortSignal | undefined): Promise<boolean> {
    if (this.ended !== undefined) return false;
    this.chunks ??= this.codec(this.compressed, signal);
    const step = await this.chunks.next();
    if (step.done === true) {
      this.ended = step.value;
      this.options.atEnd?.({ ...step.value, size: this.to, crc: this.crc });
      return false;
    }
    const free = Math.min(this.paid, step.value.length);
    this.paid -= free;
    this.options.expansion.inflate(step.value.length - free);
    this.crc = crc32(step.value, this.crc);
    this.window.push(step.value);
    this.to += step.value.length;
    if (this.to > this.size) {
      this.ended = { consumed: 0 };
      this.options.atEnd?.({ consumed: 0, size: this.to, crc: this.crc });
    }
    while (this.to - this.from - (this.window[0]?.length ?? 0) > WINDOW) this.from += this.window.shift()?.length ?? 0;
    return true;
  }
}
