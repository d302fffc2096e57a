import type { Structure } from '../format.ts';

/** What a pickle would do when loaded, without doing it: its streams, and every callable with how it is used. */
export interface PickleStructure extends Structure {
  readonly format: 'pickle';
  /** `torch-legacy`: the five-pickle stream that `torch.save` wrote before version 1.6. */
  readonly flavour?: 'torch-legacy';
  /** The first streams; {@link streamCount} is the total. */
  readonly streams: readonly PickleStream[];
  readonly streamCount: number;
  readonly opcodes: number;
  /** Bytes between the opcodes that joblib reads as the numbers of arrays. */
  readonly arrayBytes: number;
  /** Everything that is imported, called or built, in order of first appearance. */
  readonly callables: readonly CallableUse[];
  /** True where `pickle.callables` was passed: later ones are folded into one of kind `unknown`. */
  readonly callablesCut: boolean;
  /** Storages that a pickle of torch asks its archive for, each once; bounded. */
  readonly storages: readonly TorchStorage[];
  /** Persistent identifiers handed to the loading application. */
  readonly persistentIds: number;
  /** Items set in plain dicts under the few keys that {@link WATCHED_KEYS} names, because code runs by their values. */
  readonly watched: readonly WatchedItem[];
  /** True where some dict has a key that is not a constant: it may be a watched one. */
  readonly opaqueKeys: boolean;
  /** Distinct double-underscore strings (`__setstate__`…), which name hooks when they become attribute names. */
  readonly dunders: readonly { readonly text: string; readonly offset: number }[];
}

/** Attributes that a library's `__setstate__` executes: `scipy.stats` keeps the text of functions in one. */
export const WATCHED_KEYS: ReadonlySet<string> = new Set(['_parse_arg_template']);

/** Numbers that lie outside of the pickle: the member `data/<key>` of a torch archive. */
export interface TorchStorage {
  readonly key: string;
  /** The class, `torch.FloatStorage`. */
  readonly type: string;
  /** As the pickle claims. */
  readonly elements: number;
  /** Elements up to the last that a tensor over it names, of its own type. */
  readonly reach: number;
}

interface WatchedItem {
  readonly key: string;
  /** Absent where the value is no string constant that was kept whole. */
  readonly text?: string;
  readonly count: number;
}

export interface PickleStream {
  readonly offset: number;
  readonly length: number;
  readonly protocol: number;
  readonly opcodes: number;
  /** `stop`: ended with STOP; `broken`: a loader would raise here; `truncated`: the bytes end first; `limit`: ours. */
  readonly end: 'stop' | 'broken' | 'truncated' | 'limit';
}

/**
 * `global`: a module attribute by name. `computed`: the result of a call, used as a callable itself, or a name that was
 * not a constant. `extension`: a copyreg extension code. `persistent`: what the application gives back for a
 * persistent id. `unknown`: beyond a limit.
 */
export type CallableKind = 'global' | 'computed' | 'extension' | 'persistent' | 'unknown';

/**
 * `call`: REDUCE, INST, OBJ. `new`: NEWOBJ, NEWOBJ_EX. `build`, `items`, `append`: state, items or elements set on the
 * object that a call gave. `build-on`, `items-on`, `append-on`: the same on the imported thing itself. `reference`: kept
 * as a value. `import`: imported at all (loading a module runs its code).
 */
export type Use =
  | 'import'
  | 'call'
  | 'new'
  | 'build'
  | 'items'
  | 'append'
  | 'build-on'
  | 'items-on'
  | 'append-on'
  | 'reference';

export interface CallableUse {
  readonly kind: CallableKind;
  /** Full dotted path, `module.qualname`; for other kinds a description. */
  readonly name: string;
  readonly module?: string;
  readonly qualname?: string;
  /** Dotted qualified names resolve attributes from protocol 4 on only. */
  readonly dotted: boolean;
  /** First byte offset of each use, and how often. */
  readonly uses: readonly { readonly use: Use; readonly count: number; readonly offset: number }[];
  /** Opcodes that imported or called it, e.g. `STACK_GLOBAL`, `REDUCE`. */
  readonly opcodes: readonly string[];
  readonly minimumArguments: number;
  readonly maximumArguments: number;
  /** True where keyword arguments (NEWOBJ_EX) or arguments that are not a tuple were given: not known by position. */
  readonly opaqueArguments: boolean;
  /** Distinct values at each position, over all calls. */
  readonly arguments: readonly ArgumentValues[];
  /** Distinct values at each position of BUILD states that are tuples; position 0 alone for other states. */
  readonly states: readonly ArgumentValues[];
  /** Calls as Python-like text with the offset of the opcode that makes each. */
  readonly examples: readonly { readonly text: string; readonly offset: number }[];
}

export interface ArgumentValues {
  readonly values: readonly PickleValue[];
  /** True where there were more distinct values than `pickle.values`. */
  readonly more: boolean;
}

export type PickleValue =
  | {
      readonly type:
        | 'none'
        | 'bool'
        | 'int'
        | 'float'
        | 'list'
        | 'dict'
        | 'set'
        | 'frozenset'
        | 'tuple'
        | 'buffer'
        | 'unknown';
      readonly value?: number | boolean;
    }
  | { readonly type: 'str'; readonly text: string /** Text beyond the limit was cut. */; readonly cut: boolean }
  | { readonly type: 'bytes' /** The first four bytes, one character for each. */; readonly head: string }
  | { readonly type: 'global'; readonly name: string }
  | { readonly type: 'result' /** The callable that gave it. */; readonly of: string }
  | { readonly type: 'persistent' | 'extension' };
