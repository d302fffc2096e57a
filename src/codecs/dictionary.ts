import { InputError } from '../core/errors.ts';

const FIRST = 1024 * 1024;
/** Room for what was decoded and not yet taken, however small the dictionary. */
const LEAST = 256 * 1024;

/**
 * What was decoded last, for matches to copy from: as large as is needed and never larger than `most`, whatever a header
 * claims. It grows with the output, so that a large claim over little data costs nothing.
 */
export class Dictionary {
  /** Bytes decoded so far. */
  total = 0;
  private bytes: Uint8Array;
  private at = 0;
  private taken = 0;
  private readonly claimed: number;
  private readonly allowed: number;
  private readonly most: number;
  private floor = 0;

  /** `claimed` by the header; `most` is the limit. */
  constructor(claimed: number, most: number) {
    this.claimed = claimed;
    this.allowed = most;
    this.most = Math.max(LEAST, Math.min(claimed, most));
    this.bytes = new Uint8Array(Math.min(this.most, FIRST));
  }

  /** Forgets what was before, as LZMA2 may between chunks. */
  reset(): void {
    this.floor = this.total;
  }

  /** Bytes that {@link take} would give. */
  get pending(): number {
    return this.total - this.taken;
  }

  put(byte: number): void {
    if (this.at === this.bytes.length) this.turn();
    this.bytes[this.at++] = byte;
    this.total++;
  }

  putAll(bytes: Uint8Array): void {
    for (const byte of bytes) this.put(byte);
  }

  /** The byte `distance` back, 1 for the last; 0 where there is none. */
  back(distance: number): number {
    const index = this.at - distance;
    return this.bytes[index >= 0 ? index : index + this.bytes.length] ?? 0;
  }

  /** @throws InputError where it reaches before the beginning, or further than is kept */
  copy(distance: number, length: number): void {
    if (distance > this.total - this.floor || distance > this.claimed)
      throw new InputError('malformed', 'a match that reaches before the beginning');
    if (distance > this.allowed)
      throw new InputError('limit', `a match that reaches ${distance} bytes back (lzma.dictionary)`);
    const from = this.at - distance;
    if (from < 0 || this.at + length > this.bytes.length) {
      for (let i = 0; i < length; i++) this.put(this.back(distance));
      return;
    }
    const { bytes, at } = this;
    for (let i = 0; i < length; i++) bytes[at + i] = bytes[from + i] ?? 0;
    this.at += length;
    this.total += length;
  }

  /** A copy of what was decoded since the last call, which must come before half of the dictionary is filled again. */
  take(): Uint8Array {
    const count = this.total - this.taken;
    this.taken = this.total;
    const out = new Uint8Array(count);
    const start = this.at - count;
    if (start >= 0) out.set(this.bytes.subarray(start, this.at));
    else {
      out.set(this.bytes.subarray(this.bytes.length + start));
      out.set(this.bytes.subarray(0, this.at), -start);
    }
    return out;
  }

  /** At the end of the memory: twice of it, or round. */
  private turn(): void {
    if (this.bytes.length < this.most) {
      const larger = new Uint8Array(Math.min(this.most, this.bytes.length * 2));
      larger.set(this.bytes);
      this.bytes = larger;
    } else this.at = 0;
  }
}
