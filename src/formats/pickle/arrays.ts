import { InputError } from '../../core/errors.ts';
import { pathDanger } from '../archive-names.ts';
import { printable } from '../../core/printable.ts';
import type { Callables } from './callables.ts';
import type { Describe } from './describe.ts';
import { Dtypes } from './dtypes.ts';
import type { Stack } from './stack.ts';
import type { Tuples } from './tuples.ts';
import { Kind, RESULT_STRIDE } from './values.ts';

/** Bytes that follow a BUILD and are no opcodes to joblib. */
export type Block =
  /** Numbers; `padded` where a byte and as many bytes as it says come first. */
  | { readonly how: 'raw'; readonly length: number; readonly padded: boolean }
  /** A pickle of its own, with its own stack and memo. */
  | { readonly how: 'nested' };

type Value = readonly [kind: number, payload: number];

/** Its `read` is called as soon as state was set on it. */
const WRAPPERS: ReadonlySet<string> = new Set([
  'joblib.numpy_pickle.NumpyArrayWrapper',
  'sklearn.externals.joblib.numpy_pickle.NumpyArrayWrapper',
]);
/** joblib before 0.10 kept each array in a file beside the pickle. */
const SIDECARS = /^(?:sklearn\.externals\.)?joblib\.numpy_pickle(?:_compat)?\.Z?NDArrayWrapper$/;

/** Entries of one state; joblib writes six. */
const MOST_ENTRIES = 64;
/** States begun and not yet set on a wrapper. */
const MOST_OPEN = 1024;

/**
 * joblib puts each array's bytes into the pickle, right after the BUILD of an object that describes it
 * (joblib/numpy_pickle.py, `NumpyUnpickler.load_build` and `NumpyArrayWrapper.read_array`). How long they are follows
 * from the state of that object. The dict that becomes the state is known by a negative payload, wherever it is copied
 * to, so that what is counted here is what the loader has. Anything that joblib would not write stops the reading: a
 * block of a wrong length would hide opcodes.
 */
export class Arrays {
  readonly dtypes: Dtypes;
  private readonly stack: Stack;
  private readonly tuples: Tuples;
  private readonly callables: Callables;
  private readonly describe: Describe;
  private readonly note: (code: string, message: string, offset: number) => void;
  private readonly states = new Map<number, Map<string, Value>>();
  private last = 0;
  /** The state that the BUILD under way takes, and what to say of it. */
  private taken = 0;
  /** Number of the example that stands for every array: as a wrapper it is gone from the stack. */
  private array: number | undefined;
  private told: (() => void) | undefined;

  constructor(
    { stack, tuples, callables, describe }: { stack: Stack; tuples: Tuples; callables: Callables; describe: Describe },
    note: (code: string, message: string, offset: number) => void,
  ) {
    this.stack = stack;
    this.tuples = tuples;
    this.callables = callables;
    this.describe = describe;
    this.note = note;
    this.dtypes = new Dtypes(callables, tuples, describe);
  }

  clear(): void {
    this.states.clear();
    this.taken = 0;
    this.told = undefined;
    this.dtypes.clear();
  }

  /** Payload of an empty dict: a name of its own where it is going to be an array's state. */
  emptyDict(): number {
    const { stack } = this;
    if (stack.size === 0 || stack.kind(1) !== Kind.result || this.kindOf(stack.payload(1)) === undefined) return 0;
    if (this.states.size >= MOST_OPEN) throw new InputError('limit', `more than ${MOST_OPEN} arrays begun at once`);
    this.last--;
    this.states.set(this.last, new Map());
    return this.last;
  }

  /** Pairs from `from` up are set in a dict. @throws NeedBytes before anything is kept */
  items(dict: number, from: number): void {
    const state = this.states.get(dict);
    if (state === undefined) return;
    const { kinds, payloads, size } = this.stack;
    const found: [string, Value][] = [];
    for (let j = from; j + 1 < size; j += 2) {
      const key = this.describe.value(kinds[j] ?? Kind.unknown, payloads[j] ?? 0);
      if (key.type !== 'str' || key.cut || found.length >= MOST_ENTRIES)
        throw new InputError('malformed', 'the state of an array that joblib would not write');
      found.push([key.text, [kinds[j + 1] ?? Kind.unknown, payloads[j + 1] ?? 0]]);
    }
    for (const [key, value] of found) state.set(key, value);
    if (state.size > MOST_ENTRIES) throw new InputError('limit', 'an array with too large a state');
  }

  /**
   * Called before BUILD takes its operands: what follows in the stream, if it is no opcode.
   * @throws InputError where that cannot be told; NeedBytes
   */
  beforeBuild(offset: number): Block | undefined {
    const { stack } = this;
    if (stack.size < 2 || stack.kind(2) !== Kind.result) return undefined;
    if (this.dtypes.build(stack.payload(2), stack.kind(1), stack.payload(1))) return undefined;
    const kind = this.kindOf(stack.payload(2));
    if (kind === undefined) return undefined;
    const name = stack.kind(1) === Kind.dict ? stack.payload(1) : 0;
    const state = this.states.get(name);
    if (state === undefined)
      throw new InputError('malformed', 'an array whose state is set in a way that joblib does not');
    this.taken = name;
    if (kind === 'wrapper') return this.block(state);
    this.told = this.sidecar(state, offset);
    return undefined;
  }

  /**
   * BUILD is done: it may be run twice where bytes had to be fetched. The loader puts the array that it read in place of
   * the wrapper on the stack, so that a further BUILD there reads nothing.
   */
  afterBuild(payload: number): number {
    if (this.taken === 0) return payload;
    this.states.delete(this.taken);
    this.taken = 0;
    this.told?.();
    this.told = undefined;
    this.array ??= this.callables.exampleTexts.push('') - 1;
    return (payload % RESULT_STRIDE) + this.array * RESULT_STRIDE;
  }

  private kindOf(payload: number): 'wrapper' | 'sidecar' | undefined {
    if (this.array !== undefined && Math.floor(payload / RESULT_STRIDE) === this.array) return undefined;
    const { name } = this.callables.at(payload % RESULT_STRIDE);
    if (!name.includes('ArrayWrapper')) return undefined;
    return WRAPPERS.has(name) ? 'wrapper' : SIDECARS.test(name) ? 'sidecar' : undefined;
  }

  private block(state: ReadonlyMap<string, Value>): Block {
    const [kind, payload] = state.get('dtype') ?? [Kind.absent, 0];
    const dtype = kind === Kind.result ? this.dtypes.get(payload) : undefined;
    if (dtype === undefined) throw new InputError('malformed', 'an array of a type whose size cannot be told');
    const count = this.count(state.get('shape'));
    if (dtype.objects) return { how: 'nested' };
    const [alignment] = state.get('numpy_array_alignment_bytes') ?? [Kind.none];
    return { how: 'raw', length: count * dtype.size, padded: alignment !== Kind.none };
  }

  /** Elements of a shape; joblib multiplies in 64 bits, where a product can come round. @throws InputError */
  private count([kind, tuple]: Value = [Kind.absent, 0]): number {
    const length = kind === Kind.tuple ? this.tuples.length(tuple) : undefined;
    if (length === undefined || length > 64)
      throw new InputError('malformed', 'an array of a shape that cannot be told');
    let count = 1;
    for (let i = 0; i < length; i++) {
      const size = this.tuples.payload(tuple, i);
      if (this.tuples.kind(tuple, i) !== Kind.int || !(size >= 0))
        throw new InputError('malformed', 'an array of a shape that cannot be told');
      count *= size;
    }
    if (count > Number.MAX_SAFE_INTEGER / 4096) throw new InputError('malformed', 'an array larger than any file');
    return count;
  }

  private sidecar(state: ReadonlyMap<string, Value>, offset: number): () => void {
    const [kind, payload] = state.get('filename') ?? [Kind.absent, 0];
    const name = kind === Kind.str ? this.describe.value(kind, payload) : undefined;
    if (name?.type !== 'str' || name.cut)
      return () =>
        this.note(
          'pickle.sidecar-outside',
          'an array is kept in a file whose name cannot be told before loading',
          offset,
        );
    const danger = pathDanger(name.text);
    const shown = printable(name.text, 120);
    if (danger === undefined)
      return () =>
        this.note('pickle.sidecar', `an array is kept in the file '${shown}', which joblib loads as well`, offset);
    return () =>
      this.note('pickle.sidecar-outside', `an array is said to be in the file '${shown}', which ${danger}`, offset);
  }
}
