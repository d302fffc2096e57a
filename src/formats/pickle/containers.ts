import { InputError } from '../../core/errors.ts';
import type { Arrays } from './arrays.ts';
import type { Calls } from './calls.ts';
import type { Dunders } from './dunders.ts';
import { OPCODE_NAMES } from './opcodes.ts';
import type { Stack } from './stack.ts';
import type { Tuples } from './tuples.ts';
import { Kind } from './values.ts';
import type { Watched } from './watched.ts';
import type { Watcher } from './watcher.ts';

/** Values that no file of this size could hold one by one. */
const EXPONENTIAL = 2 ** 40;

interface Parts {
  readonly stack: Stack;
  readonly tuples: Tuples;
  readonly calls: Calls;
  readonly watched: Watched;
  readonly dunders: Dunders;
  readonly watcher: Watcher;
  readonly arrays: Arrays | undefined;
}

/** Lists, dicts, sets and tuples: how they are made of values of the stack, and filled with more. */
export class Containers {
  private readonly stack: Stack;
  private readonly tuples: Tuples;
  private readonly calls: Calls;
  private readonly watched: Watched;
  private readonly dunders: Dunders;
  private readonly watcher: Watcher;
  private readonly arrays: Arrays | undefined;
  private exponential = false;

  constructor({ stack, tuples, calls, watched, dunders, watcher, arrays }: Parts) {
    this.stack = stack;
    this.tuples = tuples;
    this.calls = calls;
    this.watched = watched;
    this.dunders = dunders;
    this.watcher = watcher;
    this.arrays = arrays;
  }

  /** Makes one of all above the mark; gives `i` on. */
  collect(kind: number, offset: number, i: number): number {
    const stack = this.stack;
    const from = stack.markAt();
    if (kind === Kind.dict) {
      this.watched.pairs(from);
      this.dunders.pairs(from, true);
    }
    const weight = this.weigh(from, offset);
    stack.size = from;
    stack.dropMark();
    stack.push(kind, weight);
    return i;
  }

  /** Makes a tuple of the values from `from` up. */
  tuple(from: number, offset: number, marked: boolean, i: number): number {
    const stack = this.stack;
    const name = this.tuples.add(stack.kinds, stack.payloads, from, stack.size, this.weigh(from, offset));
    stack.size = from;
    if (marked) stack.dropMark();
    stack.push(Kind.tuple, name);
    return i;
  }

  /** References among the values from `from` up, and how many values they stand for when walked. */
  private weigh(from: number, offset: number): number {
    const { kinds, payloads, size } = this.stack;
    let weight = 1 + size - from;
    for (let j = from; j < size; j++) {
      const kind = kinds[j] ?? 0;
      if (kind < Kind.list) continue;
      const payload = payloads[j] ?? 0;
      if (kind >= Kind.global) this.calls.refer(kind, payload, offset);
      else weight += kind === Kind.tuple ? this.tuples.weight(payload) : Math.max(0, payload);
    }
    if (weight > EXPONENTIAL && !this.exponential) {
      this.exponential = true;
      const message = `a container of few bytes stands for more than ${EXPONENTIAL} values: hashing, comparing or printing it takes for ever`;
      this.watcher.anomaly('pickle.exponential', message, offset);
    }
    return weight;
  }

  /** Takes all above the mark into the object below it. */
  fillFromMark(use: 'append' | 'items', opcode: number, offset: number, i: number): number {
    const from = this.stack.markAt();
    this.stack.dropMark();
    if (from - 1 < this.stack.fence) throw new InputError('malformed', 'the stack is empty where a value is needed');
    return this.fill(from, use, opcode, offset, i);
  }

  /** Takes the values from `from` up into the object just below them. */
  fill(from: number, use: 'append' | 'items', opcode: number, offset: number, i: number): number {
    const stack = this.stack;
    if (use === 'items') {
      const ofDict = stack.kinds[from - 1] === Kind.dict;
      if (ofDict) this.arrays?.items(stack.payloads[from - 1] ?? 0, from);
      this.watched.pairs(from);
      this.dunders.pairs(from, ofDict);
    }
    this.calls.referAll(stack, from, offset);
    stack.size = from;
    const kind = stack.kind(1);
    if (kind === Kind.list && use === 'append') return i;
    if (kind === Kind.dict && use === 'items') return i;
    this.calls.onObject(kind, stack.payload(1), use, OPCODE_NAMES[opcode] ?? '', offset);
    return i;
  }
}
