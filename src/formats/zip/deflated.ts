import { crc32 } from 'node:zlib';
import { InputError } from '../../core/errors.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import type { Expansion, Holder } from './expansion.ts';
import { type InflateEnd, inflated } from './inflated.ts';

/** Decompressed bytes kept behind the reading position. */
const WINDOW = 16 * 1024 * 1024;

/** What decompressing a member to its end showed. */
export interface Measured extends InflateEnd {
  readonly size: number;
  readonly crc: number;
}

/** Decompresses once without keeping anything. @throws InputError `limit` */
export async function measure(compressed: ByteSource, expansion: Expansion, signal?: AbortSignal): Promise<Measured> {
  const chunks = inflated(compressed, signal);
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
 * A deflated member as a source: decompressed as far as it is read, in constant memory. Reading forward is free; reading
 * back further than the window starts again, which counts against `zip.inflated` each time.
 */
export class DeflatedSource implements ByteSource, Holder {
  readonly id: string;
  readonly size: number;
  readonly cost: ByteSource['cost'];
  private readonly compressed: ByteSource;
  private readonly expansion: Expansion;
  private readonly atEnd: (measured: Measured) => void;
  private chunks: AsyncGenerator<Uint8Array, InflateEnd> | undefined;
  private window: Uint8Array[] = [];
  private from = 0;
  private to = 0;
  private crc = 0;
  private ended: InflateEnd | undefined;
  private paid: number;
  private turn: Promise<unknown> = Promise.resolve();

  /** `paid`: bytes that were decompressed beforehand and count once. `size`: as measured, or as claimed; `atEnd` is told what was found when the end is reached. */
  constructor(
    compressed: ByteSource,
    size: number,
    expansion: Expansion,
    atEnd: (measured: Measured) => void,
    paid = 0,
  ) {
    this.id = `${compressed.id}:inflated`;
    this.size = size;
    this.cost = compressed.cost;
    this.compressed = compressed;
    this.expansion = expansion;
    this.atEnd = atEnd;
    this.paid = paid;
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
    this.expansion.hold(this);
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
    this.chunks ??= inflated(this.compressed, signal);
    const step = await this.chunks.next();
    if (step.done === true) {
      this.ended = step.value;
      this.atEnd({ ...step.value, size: this.to, crc: this.crc });
      return false;
    }
    const free = Math.min(this.paid, step.value.length);
    this.paid -= free;
    this.expansion.inflate(step.value.length - free);
    this.crc = crc32(step.value, this.crc);
    this.window.push(step.value);
    this.to += step.value.length;
    if (this.to > this.size) {
      this.ended = { consumed: 0 };
      this.atEnd({ consumed: 0, size: this.to, crc: this.crc });
    }
    while (this.to - this.from - (this.window[0]?.length ?? 0) > WINDOW) this.from += this.window.shift()?.length ?? 0;
    return true;
  }
}
