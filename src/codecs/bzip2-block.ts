import { InputError } from '../core/errors.ts';
import type { MsbBits } from './msb-bits.ts';

const LONGEST = 20;
const GROUP = 50;
/** Bytes that must be at hand for one symbol. */
const SYMBOL_BYTES = 8;
/** The longest selector list that reference decoders take without overrun; more are read and not used. */
const MOST_SELECTORS = 18_002;

/** A canonical prefix code, decoded one bit at a time beyond its shortest length. */
interface Code {
  readonly limits: Int32Array;
  readonly bases: Int32Array;
  readonly symbols: Uint16Array;
  readonly shortest: number;
}

/** One block: Huffman codes, move to front, Burrows-Wheeler transform, run lengths. */
export class Bzip2Block {
  private readonly bits: MsbBits;
  private readonly order: Uint8Array;
  private readonly codes: readonly Code[];
  private readonly selectors: Uint8Array;
  private readonly tt: Uint32Array;
  private readonly counts = new Uint32Array(256);
  private readonly origin: number;
  private readonly endSymbol: number;
  private length = 0;
  private group = -1;
  private left = 0;
  private run = 0;
  private runBit = 1;
  // Of the output: position in the transform, bytes still to give, the last byte and how often it came in a row.
  private at = 0;
  private given = 0;
  private previous = -1;
  private same = 0;
  private repeat = 0;

  /** Reads the tables. @throws InputError */
  constructor(most: number, bits: MsbBits) {
    this.bits = bits;
    if (bits.take(1) === 1)
      throw new InputError('unsupported', 'a randomised bzip2 block, which nothing has written since 1997');
    this.origin = bits.take(24);
    this.order = readBytesInUse(bits);
    this.endSymbol = this.order.length + 1;
    const groups = bits.take(3);
    if (groups < 2 || groups > 6) throw new InputError('malformed', `a bzip2 block with ${groups} codes`);
    this.selectors = readSelectors(bits, groups);
    this.codes = Array.from({ length: groups }, () => readCode(bits, this.order.length + 2));
    this.tt = new Uint32Array(most);
  }

  /** Decodes symbols: true at the end of the block, false where more input is needed. */
  symbols(): boolean {
    const { bits, order, tt } = this;
    while (bits.input.ready(SYMBOL_BYTES)) {
      const symbol = this.symbol();
      if (symbol <= 1) {
        this.run += this.runBit << symbol;
        this.runBit *= 2;
        if (this.length + this.run > tt.length) throw new InputError('malformed', 'a bzip2 block beyond its size');
        continue;
      }
      if (this.run > 0) this.flushRun();
      if (symbol === this.endSymbol) return true;
      if (this.length >= tt.length) throw new InputError('malformed', 'a bzip2 block beyond its size');
      const byte = order[symbol - 1] ?? 0;
      order.copyWithin(1, 0, symbol - 1);
      order[0] = byte;
      tt[this.length++] = byte;
      this.counts[byte] = (this.counts[byte] ?? 0) + 1;
    }
    return false;
  }

  private flushRun(): void {
    const byte = this.order[0] ?? 0;
    this.tt.fill(byte, this.length, this.length + this.run);
    this.length += this.run;
    this.counts[byte] = (this.counts[byte] ?? 0) + this.run;
    this.run = 0;
    this.runBit = 1;
  }

  private symbol(): number {
    if (this.left === 0) {
      this.group++;
      this.left = GROUP;
      if (this.group >= this.selectors.length)
        throw new InputError('malformed', 'a bzip2 block without enough selectors');
    }
    this.left--;
    const code = this.codes[this.selectors[this.group] ?? 0];
    if (code === undefined) throw new InputError('malformed', 'a bzip2 selector of no code');
    let length = code.shortest;
    let value = this.bits.take(length);
    while (value > (code.limits[length] ?? -1)) {
      if (++length > LONGEST) throw new InputError('malformed', 'a bzip2 code that stands for nothing');
      value = value * 2 + this.bits.take(1);
    }
    const symbol = code.symbols[value - (code.bases[length] ?? 0)];
    if (symbol === undefined) throw new InputError('malformed', 'a bzip2 code that stands for nothing');
    return symbol;
  }

  /** Turns the transform into a chain to follow. @throws InputError */
  prepare(): void {
    if (this.length === 0 ? this.origin !== 0 : this.origin >= this.length)
      throw new InputError('malformed', 'a bzip2 block that begins outside itself');
    const starts = new Uint32Array(256);
    for (let byte = 1; byte < 256; byte++) starts[byte] = (starts[byte - 1] ?? 0) + (this.counts[byte - 1] ?? 0);
    const { tt } = this;
    for (let i = 0; i < this.length; i++) {
      const byte = (tt[i] ?? 0) & 255;
      const to = starts[byte] ?? 0;
      starts[byte] = to + 1;
      tt[to] = (tt[to] ?? 0) | (i << 8);
    }
    this.at = (tt[this.origin] ?? 0) >>> 8;
  }

  /** The next bytes, none at the end. Four equal ones are followed by how many more there are. */
  bytes(most: number): Uint8Array {
    const out = new Uint8Array(most);
    const { tt, length } = this;
    let filled = 0;
    while (filled < most) {
      if (this.repeat > 0) {
        const count = Math.min(this.repeat, most - filled);
        out.fill(this.previous, filled, filled + count);
        filled += count;
        this.repeat -= count;
        continue;
      }
      if (this.given >= length) break;
      const entry = tt[this.at] ?? 0;
      this.given++;
      this.at = entry >>> 8;
      const byte = entry & 255;
      if (this.same === 4) {
        this.repeat = byte;
        this.same = 0;
        continue;
      }
      this.same = byte === this.previous ? this.same + 1 : 1;
      this.previous = byte;
      out[filled++] = byte;
    }
    return out.subarray(0, filled);
  }
}

function readBytesInUse(bits: MsbBits): Uint8Array {
  const ranges = bits.take(16);
  const used: number[] = [];
  for (let range = 0; range < 16; range++) {
    if ((ranges & (0x8000 >> range)) === 0) continue;
    const map = bits.take(16);
    for (let bit = 0; bit < 16; bit++) if ((map & (0x8000 >> bit)) !== 0) used.push(range * 16 + bit);
  }
  if (used.length === 0) throw new InputError('malformed', 'a bzip2 block that uses no byte');
  return Uint8Array.from(used);
}

function readSelectors(bits: MsbBits, groups: number): Uint8Array {
  const count = bits.take(15);
  if (count === 0) throw new InputError('malformed', 'a bzip2 block without selectors');
  const order = Uint8Array.from({ length: groups }, (_, i) => i);
  const selectors = new Uint8Array(Math.min(count, MOST_SELECTORS));
  for (let i = 0; i < count; i++) {
    let from = 0;
    while (bits.take(1) === 1) if (++from >= groups) throw new InputError('malformed', 'a bzip2 selector of no code');
    const code = order[from] ?? 0;
    order.copyWithin(1, 0, from);
    order[0] = code;
    if (i < selectors.length) selectors[i] = code;
  }
  return selectors;
}

function readCode(bits: MsbBits, count: number): Code {
  const lengths = new Uint8Array(count);
  let length = bits.take(5);
  for (let i = 0; i < count; i++) {
    for (;;) {
      if (length < 1 || length > LONGEST) throw new InputError('malformed', 'a bzip2 code of a length that none has');
      if (bits.take(1) === 0) break;
      length += bits.take(1) === 0 ? 1 : -1;
    }
    lengths[i] = length;
  }
  return buildCode(lengths);
}

/** A code of each length: the highest value, and what to take from a value for its place among the symbols. */
function buildCode(lengths: Uint8Array): Code {
  const limits = new Int32Array(LONGEST + 1).fill(-1);
  const bases = new Int32Array(LONGEST + 1);
  const symbols = new Uint16Array(lengths.length);
  let placed = 0;
  let value = 0;
  let shortest = LONGEST;
  for (let length = 1; length <= LONGEST; length++) {
    bases[length] = value - placed;
    const before = placed;
    for (const [symbol, one] of lengths.entries()) if (one === length) symbols[placed++] = symbol;
    value += placed - before;
    if (placed > before) {
      limits[length] = value - 1;
      shortest = Math.min(shortest, length);
    }
    value *= 2;
  }
  return { limits, bases, symbols, shortest };
}
