import type { Limits } from '../../core/limits.ts';
import { Kind, RESULT_STRIDE } from './values.ts';
import type { ArgumentValues, CallableKind, CallableUse, PickleValue, Use } from './structure.ts';

const POSITIONS = 16;
const EXAMPLES = 8;
const EXAMPLE_ATTEMPTS = 64;
/** Call texts kept over all callables of one file. */
const MOST_EXAMPLES = 20_000;
/** Distinct argument values kept over all callables of one file. */
const MOST_VALUES = 200_000;

/** Distinct values seen at one position. */
class Values {
  readonly kept = new Map<string, PickleValue>();
  more = false;
  /** The last that was kept, as the stack has it: most calls of one callable are alike. */
  kind = -1;
  payload = 0;

  toJSON(): ArgumentValues {
    return { values: [...this.kept.values()], more: this.more };
  }
}

export interface Callable {
  readonly kind: CallableKind;
  readonly name: string;
  readonly module: string | undefined;
  readonly qualname: string | undefined;
  dotted: boolean;
  /** With the offsets of the first and the last. */
  readonly uses: Map<Use, { count: number; offset: number; last: number }>;
  readonly opcodes: Set<string>;
  minimum: number;
  maximum: number;
  opaque: boolean;
  readonly arguments: Values[];
  readonly states: Values[];
  readonly examples: { text: string; offset: number; number: number }[];
  attempts: number;
  /** Lays a tensor over a storage. */
  readonly rebuilds: boolean;
}

/** Everything importable or callable in one file, each once, with its uses. Bounded by `pickle.callables`. */
export class Callables {
  readonly list: Callable[] = [];
  cut = false;
  /** Example number to its text: what a result is shown as. Number 0 is none. */
  readonly exampleTexts: string[] = [''];
  private readonly byKey = new Map<string, number>();
  private readonly limits: Limits;
  private values = 0;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  at(index: number): Callable {
    const found = this.list[index];
    if (found === undefined) throw new Error(`no callable ${index}`);
    return found;
  }

  global(module: string, qualname: string): number {
    return this.intern(`g${module}\0${qualname}`, 'global', `${module}.${qualname}`, module, qualname);
  }

  other(kind: Exclude<CallableKind, 'global'>, name: string): number {
    return this.intern(`${kind}\0${name}`, kind, name, undefined, undefined);
  }

  used(index: number, use: Use, offset: number, opcode?: string): void {
    const callable = this.at(index);
    if (opcode !== undefined) callable.opcodes.add(opcode);
    const seen = callable.uses.get(use);
    if (seen === undefined) callable.uses.set(use, { count: 1, offset, last: offset });
    else {
      seen.count++;
      seen.last = Math.max(seen.last, offset);
    }
  }

  /** Takes one use back: a reference that turned out to be an operand. */
  unused(index: number, use: Use): void {
    const { uses } = this.at(index);
    const seen = uses.get(use);
    if (seen !== undefined && --seen.count === 0) uses.delete(use);
  }

  /** True while the values at a position are still being collected: the caller may skip decoding otherwise. */
  collects(index: number, which: 'arguments' | 'states', position: number, kind: number, payload: number): boolean {
    if (position >= POSITIONS) return false;
    const values = this.at(index)[which][position];
    if (values === undefined) return true;
    if (values.more) return false;
    return kind !== values.kind || (payload !== values.payload && !BY_KIND.has(kind));
  }

  value(
    index: number,
    which: 'arguments' | 'states',
    position: number,
    value: PickleValue,
    kind: number,
    payload: number,
  ): void {
    const list = this.at(index)[which];
    while (list.length <= position) list.push(new Values());
    const values = list[position];
    if (values === undefined) return;
    values.kind = kind;
    values.payload = payload;
    const key = keyOf(value);
    if (values.kept.has(key)) return;
    if (values.kept.size >= this.limits['pickle.values'] || this.values >= MOST_VALUES) {
      values.more = true;
      return;
    }
    values.kept.set(key, value);
    this.values++;
  }

  counted(index: number, count: number): void {
    const callable = this.at(index);
    if (count < callable.minimum) callable.minimum = count;
    if (count > callable.maximum) callable.maximum = count;
  }

  wantsExample(index: number): boolean {
    const callable = this.at(index);
    return (
      callable.examples.length < EXAMPLES &&
      callable.attempts < EXAMPLE_ATTEMPTS &&
      this.exampleTexts.length < MOST_EXAMPLES
    );
  }

  /** Keeps a call's text if it is a new one; returns its number. */
  example(index: number, text: string, offset: number): number {
    const callable = this.at(index);
    callable.attempts++;
    const known = callable.examples.find((example) => example.text === text);
    if (known !== undefined) return known.number;
    const number = this.exampleTexts.push(text) - 1;
    callable.examples.push({ text, offset, number });
    return number;
  }

  /** A number for one result alone, shown as others like it; undefined once there are too many. */
  anonymous(payload: number): number | undefined {
    if (this.exampleTexts.length >= MOST_EXAMPLES) return undefined;
    return this.exampleTexts.push(this.exampleTexts[Math.floor(payload / RESULT_STRIDE)] ?? '') - 1;
  }

  summaries(): CallableUse[] {
    return this.list.map((callable) => ({
      kind: callable.kind,
      name: callable.name,
      ...(callable.module === undefined ? {} : { module: callable.module }),
      ...(callable.qualname === undefined ? {} : { qualname: callable.qualname }),
      dotted: callable.dotted,
      uses: [...callable.uses].map(([use, { count, offset }]) => ({ use, count, offset })),
      opcodes: [...callable.opcodes],
      minimumArguments: callable.maximum < 0 ? 0 : callable.minimum,
      maximumArguments: Math.max(0, callable.maximum),
      opaqueArguments: callable.opaque,
      arguments: callable.arguments.map((values) => values.toJSON()),
      states: callable.states.map((values) => values.toJSON()),
      examples: callable.examples.map(({ text, offset }) => ({ text, offset })),
    }));
  }

  private intern(key: string, kind: CallableKind, name: string, module?: string, qualname?: string): number {
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    if (this.list.length >= this.limits['pickle.callables']) {
      this.cut = true;
      return this.overflow();
    }
    const index = this.list.push(create(kind, name, module, qualname)) - 1;
    this.byKey.set(key, index);
    return index;
  }

  private overflow(): number {
    const key = 'unknown\0beyond pickle.callables';
    const index = this.byKey.get(key) ?? this.list.push(create('unknown', 'beyond pickle.callables')) - 1;
    this.byKey.set(key, index);
    return index;
  }
}

/** torch/_utils.py: each takes storage, offset, size and stride first. */
const REBUILD = /^torch\._utils\._rebuild_(?:tensor|tensor_v2)$/;
/** Of these nothing but the kind is kept. */
const BY_KIND: ReadonlySet<number> = new Set([
  Kind.none,
  Kind.float,
  Kind.list,
  Kind.dict,
  Kind.set,
  Kind.frozenset,
  Kind.tuple,
  Kind.persistent,
  Kind.extension,
  Kind.buffer,
  Kind.unknown,
]);

function create(kind: CallableKind, name: string, module?: string, qualname?: string): Callable {
  return {
    kind,
    name,
    module,
    qualname,
    dotted: false,
    uses: new Map(),
    opcodes: new Set(),
    minimum: Number.POSITIVE_INFINITY,
    maximum: -1,
    opaque: false,
    arguments: [],
    states: [],
    examples: [],
    attempts: 0,
    rebuilds: kind === 'global' && REBUILD.test(name),
  };
}

function keyOf(value: PickleValue): string {
  switch (value.type) {
    case 'str':
      return `s${value.cut ? '+' : '='}${value.text}`;
    case 'global':
      return `g${value.name}`;
    case 'result':
      return `r${value.of}`;
    case 'bytes':
      return `b${value.head}`;
    case 'persistent':
    case 'extension':
      return value.type;
    default:
      return `${value.type}:${String(value.value)}`;
  }
}
