import type { Callables } from './callables.ts';
import type { Describe } from './describe.ts';
import type { TorchStorage } from './structure.ts';
import type { Tuples } from './tuples.ts';
import { Kind, RESULT_STRIDE } from './values.ts';
import type { Window } from './window.ts';

/** Storages kept of one pickle: the largest published models have some thousands (CWE-770). */
const MOST_STORAGES = 100_000;
/** `('storage', class, key, location, numel)`: torch/serialization.py, `persistent_id`. */
const LENGTH = 5;
/** BINUNICODE and SHORT_BINUNICODE, which write the numbers that torch gives its storages. */
const [LONG, SHORT] = [0x58, 0x8c];
const MOST_DIGITS = 9;

/**
 * The storages that a pickle of torch asks its archive for, and how far into each its tensors reach. In columns, and
 * numbers are read where they stand: a checkpoint has tens of thousands, and each is looked at twice.
 */
export class Storages {
  private readonly index = new Map<string | number, number>();
  private readonly types: number[] = [];
  private readonly elements: number[] = [];
  private readonly reaches: number[] = [];
  /** Where the word `storage` was last found to stand: torch writes it once. */
  private word = -1;
  private readonly tuples: Tuples;
  private readonly describe: Describe;
  private readonly window: Window;
  private readonly callables: Callables;

  constructor(tuples: Tuples, describe: Describe, window: Window, callables: Callables) {
    this.tuples = tuples;
    this.describe = describe;
    this.window = window;
    this.callables = callables;
  }

  /** A persistent id that is a tuple: the number of its storage, or undefined where it names none. @throws NeedBytes */
  take(tuple: number): number | undefined {
    const { tuples } = this;
    if ((tuples.length(tuple) ?? 0) < LENGTH || !this.isStorage(tuple)) return undefined;
    if (tuples.kind(tuple, 1) !== Kind.global || tuples.kind(tuple, 4) !== Kind.int) return undefined;
    const elements = tuples.payload(tuple, 4);
    const key = tuples.kind(tuple, 2) === Kind.str ? this.key(tuples.payload(tuple, 2)) : undefined;
    if (key === undefined || Number.isNaN(elements)) return undefined;
    const known = this.index.get(key);
    if (known !== undefined) {
      if ((this.elements[known] ?? 0) < elements) {
        this.elements[known] = elements;
        this.types[known] = tuples.payload(tuple, 1);
      }
      return known;
    }
    if (this.index.size >= MOST_STORAGES) return undefined;
    const number = this.index.size;
    this.index.set(key, number);
    this.types.push(tuples.payload(tuple, 1));
    this.elements.push(elements);
    this.reaches.push(0);
    return number;
  }

  /** `_rebuild_tensor_v2(storage, offset, size, stride, …)`: how far into its storage the tensor reaches. */
  view(tuple: number): void {
    const { tuples } = this;
    if (tuples.kind(tuple, 0) !== Kind.persistent || tuples.kind(tuple, 1) !== Kind.int) return;
    const number = Math.floor(tuples.payload(tuple, 0) / RESULT_STRIDE) - 1;
    if (number < 0 || tuples.kind(tuple, 2) !== Kind.tuple || tuples.kind(tuple, 3) !== Kind.tuple) return;
    const [size, stride] = [tuples.payload(tuple, 2), tuples.payload(tuple, 3)];
    const dimensions = tuples.length(size) ?? -1;
    if (dimensions < 0 || dimensions !== tuples.length(stride)) return;
    let last = tuples.payload(tuple, 1);
    for (let i = 0; i < dimensions; i++) {
      if (tuples.kind(size, i) !== Kind.int || tuples.kind(stride, i) !== Kind.int) return;
      const length = tuples.payload(size, i);
      if (length === 0) return;
      last += (length - 1) * tuples.payload(stride, i);
    }
    if (!(last < (this.reaches[number] ?? 0))) this.reaches[number] = last + 1;
  }

  list(): TorchStorage[] {
    return [...this.index].map(([key, i]) => ({
      key: String(key),
      type: this.callables.at(this.types[i] ?? 0).name,
      elements: this.elements[i] ?? 0,
      reach: this.reaches[i] ?? 0,
    }));
  }

  private isStorage(tuple: number): boolean {
    if (this.tuples.kind(tuple, 0) !== Kind.str) return false;
    const at = this.tuples.payload(tuple, 0);
    if (at === this.word) return true;
    const word = this.describe.value(Kind.str, at);
    if (word.type !== 'str' || word.text !== 'storage') return false;
    this.word = at;
    return true;
  }

  /** A number as a number, where that is how it would be written again; else the text. @throws NeedBytes */
  private key(at: number): string | number | undefined {
    const number = this.digits(at);
    if (number !== undefined) return number;
    const value = this.describe.value(Kind.str, at);
    return value.type === 'str' && !value.cut ? value.text : undefined;
  }

  private digits(at: number): number | undefined {
    const { bytes, base } = this.window;
    const i = at - base;
    const opcode = bytes[i];
    const header = opcode === LONG ? 5 : opcode === SHORT ? 2 : 0;
    const length = bytes[i + 1] ?? 0;
    if (i < 0 || header === 0 || length === 0 || length > MOST_DIGITS || i + header + length > bytes.length)
      return undefined;
    if (header === 5 && (bytes[i + 2] !== 0 || bytes[i + 3] !== 0 || bytes[i + 4] !== 0)) return undefined;
    let number = 0;
    for (let j = i + header; j < i + header + length; j++) {
      const digit = (bytes[j] ?? 0) - 0x30;
      if (digit < 0 || digit > 9 || (number === 0 && j > i + header)) return undefined;
      number = number * 10 + digit;
    }
    return number;
  }
}
