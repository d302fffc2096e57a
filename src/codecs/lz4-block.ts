import { InputError } from '../core/errors.ts';

const HISTORY = 65_536;
/** A byte of a block makes at most so many: each byte of a length counts 255. */
const MOST_EXPANSION = 255;

interface Decoded {
  /** What came out, also of what precedes a fault. */
  readonly out: Uint8Array;
  readonly fault?: InputError;
}

/** LZ4 blocks one after another (lz4_Block_format.md); matches may reach 64 KiB back into earlier ones. */
export class History {
  private bytes = new Uint8Array(HISTORY);
  private at = 0;
  private readonly most: number;

  /** `most`: bytes of one decoded block. */
  constructor(most: number) {
    this.most = most;
  }

  clear(): void {
    this.at = 0;
  }

  store(block: Uint8Array): Decoded {
    this.slide();
    this.makeRoom(block.length);
    this.bytes.set(block, this.at);
    this.at += block.length;
    return { out: block.slice() };
  }

  decode(block: Uint8Array): Decoded {
    this.slide();
    this.makeRoom(Math.min(this.most, block.length * MOST_EXPANSION));
    const start = this.at;
    let fault: InputError | undefined;
    try {
      this.sequences(block, start + this.most);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      fault = error;
    }
    const out = this.bytes.slice(start, this.at);
    return fault === undefined ? { out } : { out, fault };
  }

  /** A frame may claim blocks of 4 MiB and hold a few bytes: what is kept follows what is there. */
  private makeRoom(count: number): void {
    if (this.at + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.min(HISTORY + this.most, Math.max(this.at + count, this.bytes.length * 2)));
    larger.set(this.bytes.subarray(0, this.at));
    this.bytes = larger;
  }

  private slide(): void {
    if (this.at <= HISTORY) return;
    this.bytes.copyWithin(0, this.at - HISTORY, this.at);
    this.at = HISTORY;
  }

  private sequences(block: Uint8Array, end: number): void {
    const { bytes } = this;
    let i = 0;
    const more = (nibble: number): number => {
      let length = nibble;
      if (nibble < 15) return length;
      for (;;) {
        const byte = block[i++];
        if (byte === undefined) throw new InputError('malformed', 'an LZ4 block that ends inside a length');
        length += byte;
        if (byte < 255) return length;
      }
    };
    while (i < block.length) {
      const token = block[i++] ?? 0;
      const literals = more(token >> 4);
      const there = Math.min(literals, block.length - i, end - this.at);
      bytes.set(block.subarray(i, i + there), this.at);
      this.at += there;
      i += there;
      if (there < literals) throw new InputError('malformed', 'an LZ4 block whose literals run over');
      if (i >= block.length) return;
      const distance = (block[i] ?? 0) | ((block[i + 1] ?? 0) << 8);
      i += 2;
      const length = more(token & 15) + 4;
      if (distance === 0 || distance > this.at || i > block.length)
        throw new InputError('malformed', 'an LZ4 match that reaches before the beginning');
      const count = Math.min(length, end - this.at);
      for (let j = 0; j < count; j++) bytes[this.at + j] = bytes[this.at + j - distance] ?? 0;
      this.at += count;
      if (count < length) throw new InputError('malformed', 'an LZ4 block larger than its frame allows');
    }
  }
}
