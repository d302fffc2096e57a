import { Kind } from './values.ts';

/** Slots at most: 9 MiB. A small file gets as many as it could fill, at four for each of its bytes. */
const MOST_SLOTS = 2 ** 20;
/** Elements kept of one tuple; its true length is kept too. */
const KEPT = 256;
/** Slots before the elements: length, weight, depth. */
const HEAD = 3;

/**
 * Recent tuples, in one ring of slots. A tuple is named by the running number of its first slot; once the ring has
 * come round it is forgotten, and its elements read as unknown.
 */
export class Tuples {
  private readonly slots: number;
  // Made with the first tuple: where a pickle is only suspected there is mostly none.
  private kinds = new Uint8Array(0);
  private payloads = new Float64Array(0);
  private next = 0;
  /** Tuples inside tuples, at the deepest. */
  deepest = 0;

  constructor(fileSize: number) {
    this.slots = Math.min(MOST_SLOTS, 4 * fileSize + 2 * KEPT);
  }

  /** Keeps the values from `from` to `to` of a stack, which stand for `weight` values in all; returns the tuple's name. */
  add(kinds: Uint8Array, payloads: Float64Array, from: number, to: number, weight: number): number {
    const name = this.next;
    if (name === 0) {
      this.kinds = new Uint8Array(this.slots);
      this.payloads = new Float64Array(this.slots);
    }
    const kept = Math.min(to - from, KEPT);
    this.payloads[name % this.slots] = to - from;
    this.payloads[(name + 1) % this.slots] = weight;
    let depth = 1;
    for (let i = 0; i < kept; i++) {
      const slot = (name + HEAD + i) % this.slots;
      const kind = kinds[from + i] ?? Kind.unknown;
      const payload = payloads[from + i] ?? 0;
      if (kind === Kind.tuple) depth = Math.max(depth, 1 + this.depth(payload));
      this.kinds[slot] = kind;
      this.payloads[slot] = payload;
    }
    this.payloads[(name + 2) % this.slots] = depth;
    if (depth > this.deepest) this.deepest = depth;
    this.next += kept + HEAD;
    return name;
  }

  /** Number of elements, or undefined where the tuple is forgotten. */
  length(name: number): number | undefined {
    return this.next - name <= this.slots ? this.payloads[name % this.slots] : undefined;
  }

  /** Values that walking the tuple meets, with everything inside it each time that it is met. */
  weight(name: number): number {
    return this.next - name <= this.slots ? (this.payloads[(name + 1) % this.slots] ?? 1) : 1;
  }

  private depth(name: number): number {
    return this.next - name <= this.slots ? (this.payloads[(name + 2) % this.slots] ?? 0) : 0;
  }

  kind(name: number, index: number): number {
    return index < KEPT ? (this.kinds[(name + HEAD + index) % this.slots] ?? Kind.unknown) : Kind.unknown;
  }

  payload(name: number, index: number): number {
    return index < KEPT ? (this.payloads[(name + HEAD + index) % this.slots] ?? 0) : 0;
  }
}
