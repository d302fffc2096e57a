import { InputError } from '../core/errors.ts';
import type { Dictionary } from './dictionary.ts';
import type { Input } from './input.ts';

/** No symbol with all of its bits takes more input. */
const SYMBOL_BYTES = 24;
/** Output after which a caller takes it. */
const PIECE = 65_536;
const LONGEST_MATCH = 273;

const HALF = 1024;
const probabilities = (count: number): Uint16Array => new Uint16Array(count).fill(HALF);

/** Lengths: 8 short and 8 middle ones for each position state, 256 long ones. */
interface Lengths {
  readonly choice: Uint16Array;
  readonly low: Uint16Array;
  readonly mid: Uint16Array;
  readonly high: Uint16Array;
}
const lengthModel = (): Lengths => ({
  choice: probabilities(2),
  low: probabilities(16 * 8),
  mid: probabilities(16 * 8),
  high: probabilities(256),
});

export interface Properties {
  /** Literal context bits. */
  readonly lc: number;
  /** Literal position bits. */
  readonly lp: number;
  /** Position bits. */
  readonly pb: number;
}

/** @throws InputError */
export function propertiesOf(byte: number): Properties {
  if (byte >= 225) throw new InputError('malformed', `LZMA properties 0x${byte.toString(16)}`);
  return { lc: byte % 9, lp: Math.floor(byte / 9) % 5, pb: Math.floor(byte / 45) };
}

/**
 * LZMA, step by step: a range decoder over adaptive bits (Pavlov's LZMA specification, lzma-specification.txt). Ours
 * because no library for Node decodes it in memory that the header does not decide, and gives what precedes a fault.
 */
export class LzmaDecoder {
  private readonly input: Input;
  private readonly dictionary: Dictionary;
  private range = 0xffffffff;
  private code = 0;
  private state = 0;
  private readonly reps = new Float64Array(4);
  private properties: Properties = { lc: 3, lp: 0, pb: 2 };
  private literals = probabilities(0);
  private readonly isMatch = probabilities(192);
  private readonly isRep = probabilities(12);
  private readonly isRepG0 = probabilities(12);
  private readonly isRepG1 = probabilities(12);
  private readonly isRepG2 = probabilities(12);
  private readonly isRep0Long = probabilities(192);
  private readonly slots = probabilities(4 * 64);
  private readonly special = probabilities(115);
  private readonly align = probabilities(16);
  private matchLengths = lengthModel();
  private repLengths = lengthModel();

  constructor(input: Input, dictionary: Dictionary) {
    this.input = input;
    this.dictionary = dictionary;
  }

  /** Begins the range coder: five bytes. @throws InputError */
  begin(): void {
    if (this.input.u8() !== 0) throw new InputError('malformed', 'LZMA data that does not begin with a zero');
    this.range = 0xffffffff;
    this.code = 0;
    for (let i = 0; i < 4; i++) this.code = ((this.code << 8) | this.input.u8()) >>> 0;
  }

  /** Forgets state and probabilities. */
  reset(properties: Properties): void {
    this.properties = properties;
    this.state = 0;
    this.reps.fill(0);
    const size = 0x300 << (properties.lc + properties.lp);
    this.literals = this.literals.length === size ? this.literals.fill(HALF) : probabilities(size);
    for (const model of [
      this.isMatch,
      this.isRep,
      this.isRepG0,
      this.isRepG1,
      this.isRepG2,
      this.isRep0Long,
      this.slots,
      this.special,
      this.align,
    ])
      model.fill(HALF);
    this.matchLengths = lengthModel();
    this.repLengths = lengthModel();
  }

  /** True where the range coder ended as an encoder leaves it. */
  get settled(): boolean {
    return this.code === 0;
  }

  /** Decodes what the range coder still owes after the last symbol. */
  finish(): void {
    this.normalise();
  }

  /**
   * Decodes until `to` bytes came in all, a piece is full, more input is needed, or an end marker.
   * @throws InputError
   */
  run(to: number): 'input' | 'output' | 'done' | 'marker' {
    const { dictionary, input } = this;
    for (;;) {
      if (dictionary.total >= to) return 'done';
      if (dictionary.pending >= PIECE) return 'output';
      if (!input.ready(SYMBOL_BYTES)) return 'input';
      if (!this.symbol(to)) return 'marker';
    }
  }

  /** False at the end marker. */
  private symbol(to: number): boolean {
    const { dictionary, state } = this;
    const position = dictionary.total & ((1 << this.properties.pb) - 1);
    if (this.bit(this.isMatch, state * 16 + position) === 0) {
      this.literal();
      return true;
    }
    let length: number;
    if (this.bit(this.isRep, state) === 0) {
      this.reps.copyWithin(1, 0, 3);
      length = this.length(this.matchLengths, position);
      const distance = this.distance(length);
      if (distance === 0xffffffff) return false;
      this.reps[0] = distance;
      this.state = state < 7 ? 7 : 10;
    } else {
      if (dictionary.total === 0) throw new InputError('malformed', 'LZMA repeats a match before there is one');
      if (this.repeat(position)) return true;
      length = this.length(this.repLengths, position);
      this.state = state < 7 ? 8 : 11;
    }
    const most = to - dictionary.total;
    dictionary.copy((this.reps[0] ?? 0) + 1, Math.min(length + 2, most, LONGEST_MATCH));
    if (length + 2 > most) throw new InputError('malformed', 'an LZMA match beyond the end of the data');
    return true;
  }

  /** Chooses among the last four distances; true where it was one byte and is done. */
  private repeat(position: number): boolean {
    const { state, reps } = this;
    if (this.bit(this.isRepG0, state) === 0) {
      if (this.bit(this.isRep0Long, state * 16 + position) !== 0) return false;
      this.state = state < 7 ? 9 : 11;
      this.dictionary.copy((reps[0] ?? 0) + 1, 1);
      return true;
    }
    const which = this.bit(this.isRepG1, state) === 0 ? 1 : 2 + this.bit(this.isRepG2, state);
    const distance = reps[which] ?? 0;
    reps.copyWithin(1, 0, which);
    reps[0] = distance;
    return false;
  }

  private literal(): void {
    const { dictionary, state } = this;
    const { lc, lp } = this.properties;
    const previous = dictionary.total === 0 ? 0 : dictionary.back(1);
    const context = ((dictionary.total & ((1 << lp) - 1)) << lc) + (previous >> (8 - lc));
    const base = 0x300 * context;
    let symbol = 1;
    if (state >= 7) {
      let match = dictionary.back((this.reps[0] ?? 0) + 1);
      do {
        const expected = (match >> 7) & 1;
        match <<= 1;
        const bit = this.bit(this.literals, base + ((1 + expected) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (bit !== expected) break;
      } while (symbol < 0x100);
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.bit(this.literals, base + symbol);
    dictionary.put(symbol & 255);
    this.state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  }

  private length(model: Lengths, position: number): number {
    if (this.bit(model.choice, 0) === 0) return this.tree(model.low, position * 8, 3);
    if (this.bit(model.choice, 1) === 0) return 8 + this.tree(model.mid, position * 8, 3);
    return 16 + this.tree(model.high, 0, 8);
  }

  private distance(length: number): number {
    const slot = this.tree(this.slots, Math.min(length, 3) * 64, 6);
    if (slot < 4) return slot;
    const direct = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) * 2 ** direct;
    if (slot < 14) return base + this.reverse(this.special, base - slot, direct);
    return base + this.plain(direct - 4) * 16 + this.reverse(this.align, 0, 4);
  }

  /** A number of `bits` bits, the highest first, each with a probability of its own. */
  private tree(model: Uint16Array, base: number, bits: number): number {
    let symbol = 1;
    for (let i = 0; i < bits; i++) symbol = (symbol << 1) | this.bit(model, base + symbol);
    return symbol - (1 << bits);
  }

  private reverse(model: Uint16Array, base: number, bits: number): number {
    let symbol = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const bit = this.bit(model, base + symbol);
      symbol = (symbol << 1) | bit;
      value |= bit << i;
    }
    return value;
  }

  /** Bits without a probability. */
  private plain(bits: number): number {
    let value = 0;
    for (let i = 0; i < bits; i++) {
      this.normalise();
      this.range >>>= 1;
      const one = this.code >= this.range;
      if (one) this.code -= this.range;
      value = value * 2 + Number(one);
    }
    return value;
  }

  private bit(model: Uint16Array, index: number): number {
    this.normalise();
    const probability = model[index] ?? HALF;
    const bound = (this.range >>> 11) * probability;
    if (this.code < bound) {
      this.range = bound;
      model[index] = probability + ((2048 - probability) >> 5);
      return 0;
    }
    this.range -= bound;
    this.code -= bound;
    model[index] = probability - (probability >> 5);
    return 1;
  }

  private normalise(): void {
    if (this.range >= 0x1000000) return;
    this.range = (this.range << 8) >>> 0;
    this.code = ((this.code << 8) | this.input.u8()) >>> 0;
  }
}
