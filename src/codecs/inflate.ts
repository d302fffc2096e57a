import { InputError } from '../core/errors.ts';
import { buildCode, type Code } from './prefix-code.ts';

// Base values and extra bits of length codes 257… and distance codes 0… (RFC 1951, 3.2.5).
const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const DISTANCE_BITS = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

const HISTORY = 32_768;
const ROOM = 65_536;
const LONGEST_MATCH = 258;
/** No block header is longer, nor any symbol with its extra bits: a step begins only once these are at hand. */
const HEADER_BYTES = 640;
const SYMBOL_BYTES = 8;

type Block =
  | { readonly kind: 'stored'; left: number }
  | { readonly kind: 'codes'; readonly literals: Code; readonly distances: Code };

/**
 * DEFLATE (RFC 1951), step by step in constant memory. Not zlib's interface: that gives nothing of what precedes a
 * broken block, while a loader's streaming reader has by then handed it to its unpickler; nor does it say exactly where
 * the compressed data ends.
 */
export class Inflate {
  private input: Uint8Array = new Uint8Array(0);
  private at = 0;
  private last = false;
  private hold = 0;
  private held = 0;
  private fed = 0;
  private block: Block | undefined;
  private finalBlock = false;
  private readonly out = new Uint8Array(HISTORY + ROOM + LONGEST_MATCH);
  private filled = 0;
  private taken = 0;

  /** Ready for another stream, in the same memory: one of many thousands may hold next to nothing. */
  reset(): void {
    this.input = new Uint8Array(0);
    this.at = 0;
    this.last = false;
    this.hold = 0;
    this.held = 0;
    this.fed = 0;
    this.block = undefined;
    this.finalBlock = false;
    // No match reaches behind what this stream has given: what another left in memory is out of reach.
    this.filled = 0;
    this.taken = 0;
  }

  /** Adds compressed bytes; `last` where no more will come. */
  feed(bytes: Uint8Array, last: boolean): void {
    const rest = this.input.subarray(Math.min(this.at, this.input.length));
    const joined = new Uint8Array(rest.length + bytes.length);
    joined.set(rest);
    joined.set(bytes, rest.length);
    this.input = joined;
    this.at = 0;
    this.fed += bytes.length;
    this.last = last;
  }

  /** Compressed bytes used so far, the one that holds the last bit included. */
  get consumed(): number {
    return Math.min(this.fed, this.fed - (this.input.length - this.at) - (this.held >> 3));
  }

  /** What was decoded since the last call: a copy. Also after {@link run} threw. */
  take(): Uint8Array {
    const bytes = this.out.slice(this.taken, this.filled);
    this.taken = this.filled;
    if (this.filled > HISTORY) {
      this.out.copyWithin(0, this.filled - HISTORY, this.filled);
      this.filled = HISTORY;
      this.taken = HISTORY;
    }
    return bytes;
  }

  /**
   * Decodes until it needs more input, has output that must be taken, or is done.
   * @throws InputError `malformed` or `truncated`; what was decoded before can still be taken
   */
  run(): 'input' | 'output' | 'end' {
    for (;;) {
      if (this.filled >= HISTORY + ROOM) return 'output';
      if (this.block === undefined) {
        if (this.finalBlock) return 'end';
        if (!this.has(HEADER_BYTES)) return 'input';
        this.block = this.header();
      } else if (
        this.block.kind === 'stored'
          ? this.copyStored(this.block)
          : this.decode(this.block.literals, this.block.distances)
      ) {
        this.block = undefined;
      } else if (this.filled < HISTORY + ROOM) return 'input';
    }
  }

  private has(bytes: number): boolean {
    return this.last || this.input.length - this.at >= bytes;
  }

  private header(): Block {
    this.finalBlock = this.bits(1) === 1;
    const kind = this.bits(2);
    if (kind === 3) throw new InputError('malformed', 'a DEFLATE block of an unknown kind');
    if (kind === 1) return FIXED;
    if (kind === 2) return this.dynamic();
    this.bits(this.held & 7);
    const left = this.bits(16);
    if ((left ^ this.bits(16)) !== 0xffff)
      throw new InputError('malformed', 'a stored DEFLATE block whose length contradicts itself');
    return { kind: 'stored', left };
  }

  private dynamic(): Block {
    const literals = this.bits(5) + 257;
    const distances = this.bits(5) + 1;
    const given = this.bits(4) + 4;
    if (literals > 286 || distances > 30) throw new InputError('malformed', 'a DEFLATE block with too many codes');
    const order = new Uint8Array(19);
    for (let i = 0; i < given; i++) order[CODE_LENGTH_ORDER[i] ?? 0] = this.bits(3);
    const code = buildCode(order, false);
    const lengths = new Uint8Array(literals + distances);
    for (let i = 0; i < lengths.length; ) {
      const symbol = this.symbol(code);
      if (symbol < 16) lengths[i++] = symbol;
      else {
        const value = symbol === 16 ? lengths[i - 1] : 0;
        const times = symbol === 16 ? 3 + this.bits(2) : symbol === 17 ? 3 + this.bits(3) : 11 + this.bits(7);
        if (value === undefined || i + times > lengths.length)
          throw new InputError('malformed', 'DEFLATE code lengths that run over');
        lengths.fill(value, i, i + times);
        i += times;
      }
    }
    if (lengths[256] === 0) throw new InputError('malformed', 'a DEFLATE block without an end');
    return {
      kind: 'codes',
      literals: buildCode(lengths.subarray(0, literals), true),
      distances: buildCode(lengths.subarray(literals), true),
    };
  }

  /** True at the end of the block; false where input or room runs out. */
  private copyStored(block: { left: number }): boolean {
    while (block.left > 0) {
      if (this.filled >= HISTORY + ROOM) return false;
      if (this.held >= 8) {
        this.out[this.filled++] = this.bits(8);
        block.left--;
        continue;
      }
      const count = Math.min(block.left, this.input.length - this.at, HISTORY + ROOM - this.filled);
      if (count <= 0) {
        if (this.last) throw new InputError('truncated', 'the compressed data ends early');
        return false;
      }
      this.out.set(this.input.subarray(this.at, this.at + count), this.filled);
      this.at += count;
      this.filled += count;
      block.left -= count;
    }
    return true;
  }

  /** True at the end of the block; false where input or room runs out. */
  private decode(literals: Code, distances: Code): boolean {
    while (this.filled < HISTORY + ROOM) {
      if (!this.has(SYMBOL_BYTES)) return false;
      const symbol = this.symbol(literals);
      if (symbol < 256) this.out[this.filled++] = symbol;
      else if (symbol === 256) return true;
      else this.match(symbol - 257, distances);
    }
    return false;
  }

  private match(code: number, distances: Code): void {
    const base = LENGTH_BASE[code];
    if (base === undefined) throw new InputError('malformed', 'an unknown DEFLATE length');
    const length = base + this.bits(LENGTH_BITS[code] ?? 0);
    const far = this.symbol(distances);
    const distance = (DISTANCE_BASE[far] ?? Infinity) + this.bits(DISTANCE_BITS[far] ?? 0);
    if (distance > this.filled) throw new InputError('malformed', 'a DEFLATE match that reaches before the beginning');
    const { out, filled } = this;
    if (distance >= length) out.copyWithin(filled, filled - distance, filled - distance + length);
    else for (let i = 0; i < length; i++) out[filled + i] = out[filled + i - distance] ?? 0;
    this.filled += length;
  }

  private symbol({ table, bits }: Code): number {
    this.fill(bits);
    const entry = table[this.hold & ((1 << bits) - 1)] ?? 0;
    if (entry === 0) throw new InputError('malformed', 'a DEFLATE code that stands for nothing');
    this.drop(entry & 15);
    return entry >> 4;
  }

  private bits(count: number): number {
    this.fill(count);
    const value = this.hold & ((1 << count) - 1);
    this.drop(count);
    return value;
  }

  /** Past the end of the input come zeros; using one of them is an error in {@link drop}. */
  private fill(count: number): void {
    while (this.held < count) {
      this.hold |= (this.input[this.at++] ?? 0) << this.held;
      this.held += 8;
    }
  }

  private drop(count: number): void {
    this.hold >>>= count;
    this.held -= count;
    if (this.at - (this.held >> 3) > this.input.length)
      throw new InputError('truncated', 'the compressed data ends early');
  }
}

const FIXED: Block = {
  kind: 'codes',
  literals: buildCode(
    Uint8Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)),
    true,
  ),
  distances: buildCode(
    Uint8Array.from({ length: 32 }, () => 5),
    true,
  ),
};
