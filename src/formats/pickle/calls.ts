import { InputError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import type { Callables } from './callables.ts';
import type { Describe } from './describe.ts';
import type { Stack } from './stack.ts';
import type { Use } from './structure.ts';
import type { Tuples } from './tuples.ts';
import { Kind, RESULT_STRIDE } from './values.ts';

interface Call {
  readonly kind: number;
  readonly payload: number;
  readonly use: 'call' | 'new';
  readonly opcode: string;
  readonly offset: number;
}

const POSITIONS = 16;

/** Calls whose result is known before loading: an attribute of an import, by a constant name, is an import itself. */
const GETATTR: ReadonlySet<string> = new Set(['builtins.getattr', '__builtin__.getattr']);

const RECONSTRUCTOR: ReadonlySet<string> = new Set(['copyreg._reconstructor', 'copy_reg._reconstructor']);
const OBJECT: ReadonlySet<string> = new Set(['builtins.object', '__builtin__.object']);

/** `_codecs.encode('…', 'latin1')`: how protocols 0 to 2 write bytes. */
const LATIN1: ReadonlySet<string> = new Set(['latin1', 'latin-1', 'iso-8859-1', 'iso8859-1', 'l1']);

/** Records imports, calls and changes of objects. Where a string must be fetched it throws before it counts. */
export class Calls {
  private readonly callables: Callables;
  private readonly tuples: Tuples;
  private readonly describe: Describe;
  /** Kind of the value that the last {@link call} gave. */
  resultKind: number = Kind.result;

  constructor(callables: Callables, tuples: Tuples, describe: Describe) {
    this.callables = callables;
    this.tuples = tuples;
    this.describe = describe;
  }

  import(module: string, name: string, protocol: number, opcode: string, offset: number): number {
    const index = this.callables.global(module, name);
    this.callables.used(index, 'import', offset, opcode);
    if (protocol >= 4 && name.includes('.')) this.callables.at(index).dotted = true;
    return index;
  }

  computedImport(shown: string, offset: number): number {
    const index = this.callables.other('computed', printable(shown, 200));
    this.callables.used(index, 'import', offset, 'STACK_GLOBAL');
    return index;
  }

  extension(code: number, opcode: string, offset: number): number {
    const index = this.callables.other('extension', `copyreg extension ${code}`);
    this.callables.used(index, 'import', offset, opcode);
    return index;
  }

  persistent(offset: number): number {
    const index = this.callables.other('persistent', 'persistent id');
    this.callables.used(index, 'import', offset);
    return index;
  }

  /** A value is kept inside another: an import among them is a reference. */
  refer(kind: number, payload: number, offset: number): void {
    if (kind === Kind.global || kind === Kind.computed || kind === Kind.extension) {
      this.callables.used(payload, 'reference', offset);
    }
  }

  /** As {@link refer}, for the values of a stack from `from` up. */
  referAll({ kinds, payloads, size }: Stack, from: number, offset: number): void {
    for (let j = from; j < size; j++) {
      if ((kinds[j] ?? 0) >= Kind.global) this.refer(kinds[j] ?? 0, payloads[j] ?? 0, offset);
    }
  }

  /** Records a call and returns the payload of its result. @throws NeedBytes before anything is counted */
  call(call: Call, tuple: number | undefined, keywords: boolean): number {
    const callee = this.callee(call.kind, call.payload);
    const made = this.reconstructed(callee, tuple, call);
    if (made !== undefined) return made;
    const length = tuple === undefined ? undefined : this.tuples.length(tuple);
    if (tuple === undefined || length === undefined || keywords || length > POSITIONS)
      this.callables.at(callee).opaque = true;
    if (tuple !== undefined && length !== undefined) this.values(callee, 'arguments', tuple, length);
    let example = 0;
    if (this.callables.wantsExample(callee)) {
      const name =
        call.kind === Kind.result
          ? this.describe.resultText(call.payload)
          : printable(this.callables.at(callee).name, 160);
      const text = this.describe.call(call.use === 'new' ? `${name}.__new__` : name, tuple, keywords);
      example = this.callables.example(callee, text, call.offset);
    }
    const attribute =
      tuple === undefined || length === undefined ? undefined : this.attribute(callee, tuple, length, call.offset);
    const text =
      attribute !== undefined || tuple === undefined || length !== 2 ? undefined : this.encoded(callee, tuple);
    this.callables.counted(callee, length ?? 0);
    this.callables.used(callee, call.use, call.offset, call.opcode);
    this.resultKind = attribute !== undefined ? Kind.global : text !== undefined ? Kind.bytes : Kind.result;
    if (attribute !== undefined) return attribute;
    if (text !== undefined) return text;
    return callee + example * RESULT_STRIDE;
  }

  build(target: { kind: number; payload: number }, stateKind: number, statePayload: number, offset: number): void {
    const callee = this.target(target.kind, target.payload);
    if (callee === undefined) return;
    const length = stateKind === Kind.tuple ? this.tuples.length(statePayload) : undefined;
    if (length !== undefined) this.values(callee, 'states', statePayload, length);
    else if (this.callables.collects(callee, 'states', 0, stateKind, statePayload)) {
      const state = this.describe.value(stateKind, statePayload);
      this.callables.value(callee, 'states', 0, state, stateKind, statePayload);
    }
    this.refer(stateKind, statePayload, offset);
    this.callables.used(callee, isImport(target.kind) ? 'build-on' : 'build', offset, 'BUILD');
  }

  /** SETITEM(S), APPEND(S) and ADDITEMS on something other than a plain list or dict. */
  onObject(kind: number, payload: number, use: 'append' | 'items', opcode: string, offset: number): void {
    const callee = this.target(kind, payload);
    if (callee === undefined) return;
    const on: Use = isImport(kind) ? (use === 'append' ? 'append-on' : 'items-on') : use;
    this.callables.used(callee, on, offset, opcode);
  }

  /** `getattr(imported, 'name')`: what protocol 4 would write as a dotted import. @throws NeedBytes */
  private attribute(callee: number, tuple: number, length: number, offset: number): number | undefined {
    if (length < 2 || !GETATTR.has(this.callables.at(callee).name)) return undefined;
    const name = this.describe.value(this.tuples.kind(tuple, 1), this.tuples.payload(tuple, 1));
    if (this.tuples.kind(tuple, 0) !== Kind.global || name.type !== 'str' || name.cut) return undefined;
    const { module, qualname } = this.callables.at(this.tuples.payload(tuple, 0));
    if (module === undefined || qualname === undefined) return undefined;
    const index = this.callables.global(module, `${qualname}.${name.text}`);
    this.callables.at(index).dotted = true;
    this.callables.used(index, 'import', offset, 'getattr');
    return index;
  }

  /**
   * `copyreg._reconstructor(cls, object, None)`, as protocols 0 and 1 write objects: the same as NEWOBJ of the class, and
   * recorded as that.
   */
  private reconstructed(callee: number, tuple: number | undefined, call: Call): number | undefined {
    if (tuple === undefined || !RECONSTRUCTOR.has(this.callables.at(callee).name)) return undefined;
    const plain =
      this.tuples.length(tuple) === 3 &&
      this.tuples.kind(tuple, 0) === Kind.global &&
      this.tuples.kind(tuple, 1) === Kind.global &&
      OBJECT.has(this.callables.at(this.tuples.payload(tuple, 1)).name) &&
      this.tuples.kind(tuple, 2) === Kind.none;
    if (!plain) return undefined;
    const made = this.tuples.payload(tuple, 0);
    this.callables.unused(made, 'reference');
    if (this.callables.wantsExample(made)) {
      this.callables.example(made, `${printable(this.callables.at(made).name, 160)}.__new__()`, call.offset);
    }
    this.callables.counted(made, 0);
    this.callables.used(made, 'new', call.offset, call.opcode);
    this.resultKind = Kind.result;
    return made;
  }

  /** The constant that an encoding call turns into the bytes it stands for. @throws NeedBytes */
  private encoded(callee: number, tuple: number): number | undefined {
    if (this.callables.at(callee).name !== '_codecs.encode' || this.tuples.kind(tuple, 0) !== Kind.str)
      return undefined;
    const codec = this.describe.value(this.tuples.kind(tuple, 1), this.tuples.payload(tuple, 1));
    return codec.type === 'str' && LATIN1.has(codec.text) ? this.tuples.payload(tuple, 0) : undefined;
  }

  /** True for torch's functions that lay a tensor over a storage. */
  rebuilds(callee: number): boolean {
    return this.callables.at(callee).rebuilds;
  }

  /** The class of a torch `('module', class, …)` persistent id. @throws NeedBytes */
  torchModule(tuple: number): number | undefined {
    const length = this.tuples.length(tuple) ?? 0;
    if (length < 2 || this.tuples.kind(tuple, 1) !== Kind.global || this.tuples.kind(tuple, 0) !== Kind.str)
      return undefined;
    const first = this.describe.value(this.tuples.kind(tuple, 0), this.tuples.payload(tuple, 0));
    return first.type === 'str' && first.text === 'module' ? this.tuples.payload(tuple, 1) : undefined;
  }

  private values(callee: number, which: 'arguments' | 'states', tuple: number, length: number): void {
    for (let i = 0; i < Math.min(length, POSITIONS); i++) {
      const [kind, payload] = [this.tuples.kind(tuple, i), this.tuples.payload(tuple, i)];
      if (!this.callables.collects(callee, which, i, kind, payload)) continue;
      this.callables.value(callee, which, i, this.describe.value(kind, payload), kind, payload);
    }
  }

  /** What a value is when it is called. @throws InputError where it cannot be called */
  private callee(kind: number, payload: number): number {
    switch (kind) {
      case Kind.global:
      case Kind.computed:
      case Kind.extension:
        return payload;
      case Kind.result:
        return this.callables.other('computed', `result of ${this.callables.at(payload % RESULT_STRIDE).name}`);
      case Kind.persistent:
        return payload % RESULT_STRIDE;
      case Kind.unknown:
        return this.callables.other('unknown', 'a value that could not be followed');
      default:
        throw new InputError('malformed', 'a call of something that cannot be called');
    }
  }

  /** Whose object a change touches; undefined for plain values, which have no attributes to set. */
  private target(kind: number, payload: number): number | undefined {
    switch (kind) {
      case Kind.global:
      case Kind.computed:
      case Kind.extension:
        return payload;
      case Kind.persistent:
      case Kind.result:
        return payload % RESULT_STRIDE;
      case Kind.unknown:
        return this.callables.other('unknown', 'a value that could not be followed');
      default:
        return undefined;
    }
  }
}

function isImport(kind: number): boolean {
  return kind === Kind.global || kind === Kind.computed || kind === Kind.extension || kind === Kind.persistent;
}
