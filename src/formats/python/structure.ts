import type { Structure } from '../format.ts';

/** What a Python source does when it is imported, built or called, by its syntax tree alone: nothing is run. */
export interface PythonStructure extends Structure {
  readonly format: 'python';
  readonly lines: number;
  /** The encoding that the file declares (PEP 263), in lower case, where it declares one. */
  readonly encoding?: string;
  /** At most {@link MOST_IMPORTS}. */
  readonly imports: readonly PythonImport[];
  readonly importCount: number;
  /** Classes and functions at module level; at most {@link MOST_DEFINITIONS}. */
  readonly definitions: readonly string[];
  /** At most {@link MOST_EFFECTS}, in file order. */
  readonly effects: readonly Effect[];
  readonly effectCount: number;
  /** At most {@link MOST_SIGNALS}. */
  readonly signals: readonly Signal[];
}

export interface PythonImport {
  /** Dotted name as resolved; relative ones begin with their dots. */
  readonly module: string;
  /** Names taken from it; `*` for all. */
  readonly names: readonly string[];
  readonly line: number;
}

/** What a callable does beyond computing. */
export type EffectKind =
  | 'process' // starts a program
  | 'evaluate' // runs text or code objects as Python
  | 'import-file' // imports a module from a path of the file's choosing
  | 'import-computed' // imports a module whose name is computed
  | 'remote-code' // loads a model or module with code of another repository
  | 'send' // opens a connection that can carry data out
  | 'fetch' // reads from the network
  | 'download' // fetches files of a model hub
  | 'native' // loads or compiles native code, or reaches into memory
  | 'deserialise' // rebuilds objects with a format that runs code
  | 'deserialise-weights' // the same through a loader of weights, which has a safe mode
  | 'credential' // reads a secret, or the place where one is kept
  | 'environment' // hands on the whole environment
  | 'environment-set' // sets a variable that changes what other programs load or trust
  | 'persistence' // writes where something runs later by itself
  | 'write' // writes a file
  | 'delete' // removes files
  | 'patch' // replaces something of another module
  | 'hook' // has itself called by the interpreter later
  | 'thread' // runs beside the caller
  | 'path'; // changes where modules are found

/** When the place of an effect is reached: on import, on building or using the objects, when run as a script, or if called. */
export type When = 'import' | 'use' | 'main' | 'call';

/**
 * Where a value came from; `decoded` from text of the file, `unpacked` from elsewhere; `authorisation` is a secret that is
 * shown to a service as its own: in a header, or as an address.
 */
export type Taint =
  | 'decoded'
  | 'unpacked'
  | 'network'
  | 'file'
  | 'credential'
  | 'authorisation'
  | 'environment'
  | 'computed';

export interface Effect {
  readonly kind: EffectKind;
  /** Dotted name after imports, aliases and getattr are followed. */
  readonly callable: string;
  /** The call as written, cut to {@link MOST_TEXT} characters. */
  readonly written: string;
  /** Its text arguments as far as they could be computed, cut. */
  readonly text?: string;
  /** True where the callable is reached by a name that is put together or looked up, not written. */
  readonly indirect: boolean;
  /** Sources of its arguments. */
  readonly from: readonly Taint[];
  readonly when: When;
  /** The function it stands in; absent at module level. */
  readonly within?: string;
  /** In bytes. */
  readonly offset: number;
  readonly line: number;
}

type SignalKind = 'confusable-name' | 'bidirectional' | 'off-screen' | 'long-literal' | 'character-codes';

/** A sign that the text is meant to be misread. */
export interface Signal {
  readonly kind: SignalKind;
  readonly text: string;
  readonly offset: number;
  readonly line: number;
}

// Bounds on what one file may make us keep (CWE-770).
export const MOST_IMPORTS = 2_000;
export const MOST_DEFINITIONS = 2_000;
export const MOST_EFFECTS = 1_000;
export const MOST_SIGNALS = 100;
export const MOST_TEXT = 300;
