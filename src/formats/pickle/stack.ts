import { InputError } from '../../core/errors.ts';
import { Kind } from './values.ts';

/** The unpickler's stack with its marks, as two growing arrays. `_pickle.c` calls the topmost mark the fence. */
export class Stack {
  kinds = new Uint8Array(1024);
  payloads = new Float64Array(1024);
  size = 0;
  fence = 0;
  private marks = new Int32Array(64);
  private markCount = 0;
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  clear(): void {
    this.size = 0;
    this.fence = 0;
    this.markCount = 0;
  }

  push(kind: number, payload: number): void {
    if (this.size === this.kinds.length) this.grow();
    this.kinds[this.size] = kind;
    this.payloads[this.size++] = payload;
  }

  /** @throws InputError `malformed` where fewer than `count` values lie above the topmost mark */
  need(count: number): void {
    if (this.size - count < this.fence) throw new InputError('malformed', 'the stack is empty where a value is needed');
  }

  kind(fromTop: number): number {
    return this.kinds[this.size - fromTop] ?? Kind.unknown;
  }

  payload(fromTop: number): number {
    return this.payloads[this.size - fromTop] ?? 0;
  }

  mark(): void {
    if (this.markCount === this.marks.length) {
      if (this.markCount >= this.most) throw new InputError('limit', 'too many marks (pickle.stack)');
      const larger = new Int32Array(this.marks.length * 2);
      larger.set(this.marks);
      this.marks = larger;
    }
    this.marks[this.markCount++] = this.size;
    this.fence = this.size;
  }

  /** Where the values above the topmost mark begin, without taking the mark. */
  markAt(): number {
    if (this.markCount === 0) throw new InputError('malformed', 'an opcode needs a mark and there is none');
    return this.fence;
  }

  dropMark(): void {
    this.markCount--;
    this.fence = this.markCount === 0 ? 0 : (this.marks[this.markCount - 1] ?? 0);
  }

  /** POP as both unpicklers do it: a mark, where nothing lies above it, else a value. */
  pop(): void {
    if (this.markCount > 0 && this.fence === this.size) return this.dropMark();
    this.need(1);
    this.size--;
  }

  private grow(): void {
    if (this.size >= this.most)
      throw new InputError('limit', `more than ${this.most} values on the stack (pickle.stack)`);
    const length = Math.min(this.kinds.length * 2, this.most);
    const kinds = new Uint8Array(length);
    kinds.set(this.kinds);
    const payloads = new Float64Array(length);
    payloads.set(this.payloads);
    this.kinds = kinds;
    this.payloads = payloads;
  }
}
