import type { Structure } from '../format.ts';

/** What the code of a TorchScript archive defines and calls, by its text alone: nothing is compiled or run. */
export interface TorchScriptStructure extends Structure {
  readonly format: 'torchscript-code';
  readonly lines: number;
  /** `op_version_set`, which archives before version 3 wrote into each file. */
  readonly operatorSet?: number;
  /** At most {@link MOST_DEFINITIONS}. */
  readonly classes: readonly ScriptClass[];
  readonly classCount: number;
  /** Functions and methods; at most {@link MOST_DEFINITIONS}. */
  readonly functions: readonly ScriptFunction[];
  readonly functionCount: number;
  /** Operators named as `torch.…` or `ops.…`, called or not; at most {@link MOST_NAMES}. */
  readonly operators: readonly Operator[];
  readonly operatorCount: number;
  /** Methods called on values, `x.name(…)`, and the language's own functions, `print(…)`; at most {@link MOST_NAMES}. */
  readonly calls: readonly Named[];
  /** C++ classes that must be registered in the loading process: `__torch__.torch.classes.…`. */
  readonly nativeClasses: readonly Named[];
  /** Code of the same archive: `__torch__.…`; at most {@link MOST_NAMES}. */
  readonly scriptReferences: readonly Named[];
  /** `^Name(…)`: a call back into Python, which only an unfinished export holds. */
  readonly pythonOperators: readonly Named[];
  /** Where a value has doubled more often than memory allows; at most a thousand. */
  readonly exploding: readonly { readonly offset: number; readonly line: number }[];
  /** Loops that cannot end, or not in hours; at most a thousand. */
  readonly endlessLoops: readonly { readonly offset: number; readonly line: number }[];
  /** Attributes declared in classes, `name : Type`; at most {@link MOST_NAMES}. */
  readonly attributes: readonly Named[];
  /** Distinct string literals, cut; at most {@link MOST_NAMES}. */
  readonly strings: readonly Named[];
}

/** First place, and how often. `offset` in bytes, `line` from 1. */
export interface Named {
  readonly name: string;
  readonly count: number;
  readonly offset: number;
  readonly line: number;
}

export interface ScriptClass {
  readonly name: string;
  /** `Module`, `NamedTuple`, `Interface`, `ModuleInterface`, `Enum`; absent for a plain class. */
  readonly base?: string;
  readonly offset: number;
  readonly line: number;
}

export interface ScriptFunction {
  readonly name: string;
  /** The class it is a method of. */
  readonly of?: string;
  readonly offset: number;
  readonly line: number;
}

export interface Operator extends Named {
  /** `aten` for `torch.…`, else the second word of `ops.<namespace>.<name>`; `name` is `namespace::operator`. */
  readonly namespace: string;
  /** True where it is reached through another name or getattr, as no exporter writes it. */
  readonly indirect: boolean;
  /** Calls as written, cut to {@link MOST_TEXT} characters; at most twice {@link MOST_EXAMPLES}. */
  readonly examples: readonly { readonly text: string; readonly offset: number; readonly line: number }[];
  /** String literals among the arguments, also those given through a variable; at most {@link MOST_EXAMPLES}. */
  readonly stringArguments: readonly string[];
}

// Bounds on what one file may make us keep (CWE-770).
export const MOST_DEFINITIONS = 5_000;
export const MOST_NAMES = 2_000;
export const MOST_EXAMPLES = 8;
export const MOST_TEXT = 300;
