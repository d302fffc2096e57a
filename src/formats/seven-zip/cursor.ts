import { InputError } from '../../core/errors.ts';

/** Reads a header that is in memory. Throws InputError `truncated` past its end. */
export class Cursor {
  at = 0;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  u8(): number {
    return this.take(1)[0] ?? 0;
  }

  u32(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.take(4);
    return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
  }

  take(count: number): Uint8Array {
    if (count > this.bytes.length - this.at) throw new InputError('truncated', 'the header ends early');
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  /** A number whose first byte says how many more there are (7zFormat.txt, `UINT64`); rounded above 2^53. */
  number(): number {
    const first = this.u8();
    let value = 0;
    for (let i = 0, mask = 0x80; i < 8; i++, mask >>= 1) {
      if ((first & mask) === 0) return value + (first & (mask - 1)) * 2 ** (8 * i);
      value += this.u8() * 2 ** (8 * i);
    }
    return value;
  }

  /** A count of things that take memory here. @throws InputError `limit` */
  count(most: number): number {
    const count = this.number();
    if (count > most) throw new InputError('limit', `${count} entries in the header (seven-zip.entries)`);
    return count;
  }

  bits(count: number): boolean[] {
    const bytes = this.take(Math.ceil(count / 8));
    return Array.from({ length: count }, (_, i) => ((bytes[i >> 3] ?? 0) & (0x80 >> (i & 7))) !== 0);
  }

  /** Bits with a byte in front that says that all are set. */
  optionalBits(count: number): boolean[] {
    return this.u8() === 0 ? this.bits(count) : Array.from({ length: count }, () => true);
  }
}
