import { InputError } from '../../core/errors.ts';
import type { Limits } from '../../core/limits.ts';
import type { Arrays, Block } from './arrays.ts';
import type { Callables } from './callables.ts';
import type { Calls } from './calls.ts';
import type { Describe } from './describe.ts';
import { decodeUtf8, literalAt } from './literals.ts';
import { OPCODE_NAMES } from './opcodes.ts';
import { mayBeText } from './operands.ts';
import type { Stack } from './stack.ts';
import { Storages } from './storages.ts';
import type { Tuples } from './tuples.ts';
import { Kind, RESULT_STRIDE } from './values.ts';
import { lineEnd, type Window } from './window.ts';

interface Parts {
  readonly stack: Stack;
  readonly tuples: Tuples;
  readonly calls: Calls;
  readonly callables: Callables;
  readonly describe: Describe;
  readonly window: Window;
  readonly limits: Limits;
  /** Absent where the stream is read as plain pickle loaders do. */
  readonly arrays: Arrays | undefined;
}

/**
 * The opcodes that import, call, build or ask the application: each takes its operands from the stack and records what
 * the unpickler would do. Those with lines return the index after them, or -1 where the window ends first.
 */
export class Invocations {
  protocol = 0;
  persistentIds = 0;
  readonly storages: Storages;
  private readonly stack: Stack;
  private readonly tuples: Tuples;
  private readonly calls: Calls;
  private readonly describe: Describe;
  private readonly window: Window;
  private readonly limits: Limits;
  private readonly arrays: Arrays | undefined;

  constructor({ stack, tuples, calls, callables, describe, window, limits, arrays }: Parts) {
    this.stack = stack;
    this.tuples = tuples;
    this.calls = calls;
    this.describe = describe;
    this.window = window;
    this.limits = limits;
    this.arrays = arrays;
    this.storages = new Storages(tuples, describe, window, callables);
  }

  global(bytes: Uint8Array, i: number, offset: number): number {
    const names = this.twoLines(bytes, i);
    if (names === undefined) return -1;
    this.stack.push(Kind.global, this.calls.import(names.module, names.name, this.protocol, 'GLOBAL', offset));
    return names.end;
  }

  private twoLines(bytes: Uint8Array, i: number): { module: string; name: string; end: number } | undefined {
    const most = this.limits['pickle.text'];
    const first = lineEnd(bytes, i, most);
    const second = first < 0 ? -1 : lineEnd(bytes, first + 1, most);
    if (second < 0) return undefined;
    const module = decodeUtf8(bytes.subarray(i, first));
    return { module, name: decodeUtf8(bytes.subarray(first + 1, second)), end: second + 1 };
  }

  stackGlobal(offset: number): void {
    const stack = this.stack;
    stack.need(2);
    const module = this.nameAt(2);
    const name = this.nameAt(1);
    if (module !== undefined && name !== undefined) {
      stack.size -= 2;
      stack.push(Kind.global, this.calls.import(module, name, this.protocol, 'STACK_GLOBAL', offset));
      return;
    }
    // Both unpicklers raise where a name is no str; only an object that the machine cannot see through may be one.
    if (!mayBeText(stack.kind(1)) || !mayBeText(stack.kind(2))) {
      throw new InputError('malformed', 'STACK_GLOBAL takes two strings');
    }
    const shown = `${module ?? this.describe.text(stack.kind(2), stack.payload(2))}.${name ?? this.describe.text(stack.kind(1), stack.payload(1))}`;
    stack.size -= 2;
    stack.push(Kind.computed, this.calls.computedImport(shown, offset));
  }

  private nameAt(fromTop: number): string | undefined {
    if (this.stack.kind(fromTop) !== Kind.str) return undefined;
    const literal = literalAt(this.window, this.stack.payload(fromTop), this.limits['pickle.text']);
    return literal === undefined || literal.cut ? undefined : literal.text;
  }

  reduce(opcode: number, offset: number): void {
    const stack = this.stack;
    const taken = opcode === 0x92 ? 3 : 2;
    stack.need(taken);
    const keywords = opcode === 0x92 && stack.kind(1) !== Kind.none;
    const at = opcode === 0x92 ? 2 : 1;
    const tuple = stack.kind(at) === Kind.tuple ? stack.payload(at) : undefined;
    const use = opcode === 0x52 ? 'call' : 'new';
    const dtype = this.arrays?.dtypes.read(stack.kind(taken), stack.payload(taken), tuple);
    const payload = this.calls.call(
      { kind: stack.kind(taken), payload: stack.payload(taken), use, opcode: OPCODE_NAMES[opcode] ?? '', offset },
      tuple,
      keywords,
    );
    if (tuple !== undefined && stack.kind(taken) === Kind.global && this.calls.rebuilds(stack.payload(taken)))
      this.storages.view(tuple);
    stack.size -= taken;
    stack.push(
      this.calls.resultKind,
      dtype === undefined ? payload : (this.arrays?.dtypes.name(payload, dtype) ?? payload),
    );
  }

  inst(bytes: Uint8Array, i: number, offset: number): number {
    const names = this.twoLines(bytes, i);
    if (names === undefined) return -1;
    const stack = this.stack;
    const from = stack.markAt();
    const callee = this.calls.import(names.module, names.name, this.protocol, 'INST', offset);
    const tuple = this.tuples.add(stack.kinds, stack.payloads, from, stack.size, 1);
    const payload = this.calls.call(
      { kind: Kind.global, payload: callee, use: 'call', opcode: 'INST', offset },
      tuple,
      false,
    );
    this.calls.referAll(stack, from, offset);
    stack.size = from;
    stack.dropMark();
    stack.push(this.calls.resultKind, payload);
    return names.end;
  }

  obj(offset: number): void {
    const stack = this.stack;
    const from = stack.markAt();
    if (stack.size - from < 1) throw new InputError('malformed', 'OBJ without a class');
    const tuple = this.tuples.add(stack.kinds, stack.payloads, from + 1, stack.size, 1);
    const callee = { kind: stack.kinds[from] ?? Kind.unknown, payload: stack.payloads[from] ?? 0 };
    const payload = this.calls.call({ ...callee, use: 'call', opcode: 'OBJ', offset }, tuple, false);
    this.calls.referAll(stack, from + 1, offset);
    stack.size = from;
    stack.dropMark();
    stack.push(this.calls.resultKind, payload);
  }

  /** What follows in the stream, where that is no opcode. */
  build(offset: number): Block | undefined {
    const stack = this.stack;
    stack.need(2);
    const block = this.arrays?.beforeBuild(offset);
    this.calls.build({ kind: stack.kind(2), payload: stack.payload(2) }, stack.kind(1), stack.payload(1), offset);
    stack.size--;
    if (this.arrays !== undefined) stack.payloads[stack.size - 1] = this.arrays.afterBuild(stack.payload(1));
    return block;
  }

  extension(code: number, opcode: string, offset: number, next: number): number {
    if (code <= 0) throw new InputError('malformed', `${opcode} with code ${code}`);
    this.stack.push(Kind.extension, this.calls.extension(code, opcode, offset));
    return next;
  }

  /**
   * Before version 1.6 torch wrote classes with their source text as `('module', class, file, text)`: its loader gives
   * back the class, so that what is called here is an import.
   */
  binaryPersistent(offset: number): void {
    const stack = this.stack;
    stack.need(1);
    const tuple = stack.kind(1) === Kind.tuple ? stack.payload(1) : undefined;
    const storage = tuple === undefined ? undefined : this.storages.take(tuple);
    const named = tuple === undefined || storage !== undefined ? undefined : this.calls.torchModule(tuple);
    this.calls.refer(stack.kind(1), stack.payload(1), offset);
    stack.size--;
    if (named === undefined) return this.persistent(offset, storage);
    this.persistentIds++;
    stack.push(Kind.global, named);
  }

  persistent(offset: number, storage = -1): void {
    this.persistentIds++;
    this.stack.push(Kind.persistent, this.calls.persistent(offset) + (storage + 1) * RESULT_STRIDE);
  }
}
