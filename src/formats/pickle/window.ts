import { InputError } from '../../core/errors.ts';

/** Thrown inside an opcode, before it changed anything: fetch these bytes and run the opcode again. */
export class NeedBytes {
  readonly at: number;
  readonly length: number;
  constructor(at: number, length: number) {
    this.at = at;
    this.length = length;
  }
}

const MOST_CACHED = 4 * 1024 * 1024;

/** The part of the source in memory: one window that moves forward, and a small cache of strings from far back. */
export class Window {
  bytes: Uint8Array = new Uint8Array(0);
  base = 0;
  readonly size: number;
  /** Bytes that will ever be run: less than `size` where only the beginning is tried. */
  readonly memory: number;
  private readonly far = new Map<number, Uint8Array>();
  private farBytes = 0;
  private fetches = 0;
  private readonly mostFetches: number;

  constructor(size: number, mostFetches: number, memory = size) {
    this.size = size;
    this.memory = memory;
    this.mostFetches = mostFetches;
  }

  move(base: number, bytes: Uint8Array): void {
    this.base = base;
    this.bytes = bytes;
  }

  keep(at: number, bytes: Uint8Array): void {
    this.far.set(at, bytes);
    this.farBytes += bytes.length;
    this.fetches++;
    for (const [oldest, old] of this.far) {
      if (this.farBytes <= MOST_CACHED || oldest === at) break;
      this.far.delete(oldest);
      this.farBytes -= old.length;
    }
  }

  /**
   * Bytes from `at`, fewer only at the end of the source; undefined once `pickle.fetches` is spent.
   * @throws NeedBytes where they are not in memory
   */
  view(at: number, length: number): Uint8Array | undefined {
    const wanted = Math.min(length, this.size - at);
    const from = at - this.base;
    if (from >= 0 && from + wanted <= this.bytes.length) return this.bytes.subarray(from, from + wanted);
    const kept = this.far.get(at);
    if (kept !== undefined && kept.length >= wanted) return kept.subarray(0, wanted);
    if (this.fetches >= this.mostFetches) return undefined;
    throw new NeedBytes(at, wanted);
  }
}

/** The line from `from` up to its newline, or undefined where the window ends first. @throws InputError past `most` */
export function lineEnd(bytes: Uint8Array, from: number, most: number): number {
  const at = bytes.indexOf(0x0a, from);
  if (at - from > most || (at < 0 && bytes.length - from > most)) {
    throw new InputError('limit', `a line longer than ${most} bytes (pickle.text)`);
  }
  return at;
}
