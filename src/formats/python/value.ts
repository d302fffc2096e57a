import type { SyntaxNode } from './tree.ts';
import type { Taint } from './structure.ts';

/** What an expression is known to stand for. */
export type Value = {
  /** Where it, or something that went into it, came from. */
  readonly from: readonly Taint[];
} & (
  | { readonly kind: 'unknown' }
  /** A string; bytes as one character for each byte. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  /** Entries with keys that are text. */
  | { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, Value> }
  /**
   * Something reached from an import or a built-in name, as a dotted name; `()` follows what is called. `others` are
   * what the same variable holds on another branch.
   */
  | {
      readonly kind: 'path';
      readonly path: string;
      readonly indirect: boolean;
      readonly others?: readonly string[];
      /** Of a path in the file system: its text, as far as it is known. */
      readonly text?: string;
    }
  /** A function or lambda of this file. */
  | { readonly kind: 'function'; readonly unit: string; readonly node: SyntaxNode; readonly scope: Scope }
  /** A class of this file, or an instance of it. */
  | { readonly kind: 'class'; readonly name: string }
);

const CLEAN: readonly Taint[] = [];
export const UNKNOWN: Value = { kind: 'unknown', from: CLEAN };
/** Stands in a text for a piece that is not known. */
export const HOLE = '\ufffd';
/** Characters of one computed text; past them it is unknown (CWE-770). */
export const MOST_FOLDED = 1_048_576;
/** Items of one computed list (CWE-770). */
export const MOST_ITEMS = 20_000;

export const unknown = (from: readonly Taint[]): Value => (from.length === 0 ? UNKNOWN : { kind: 'unknown', from });
export const number = (value: number, from = CLEAN): Value => ({ kind: 'number', value, from });
export const list = (items: readonly Value[]): Value => ({ kind: 'list', items, from: taints(items) });
export const pathTo = (path: string, indirect = false, from = CLEAN): Value => ({ kind: 'path', path, indirect, from });
export const textOf = (text: string, from = CLEAN): Value =>
  text.length > MOST_FOLDED ? unknown(from) : { kind: 'text', text, from };

/** A text that is known whole. */
export const wholeText = (value: Value | undefined): string | undefined =>
  value?.kind === 'text' && !value.text.includes(HOLE) ? value.text : undefined;

/** Every source of the values, once. */
export function taints(values: readonly Value[], more: readonly Taint[] = CLEAN): readonly Taint[] {
  let found: Set<Taint> | undefined;
  for (const { from } of values) for (const one of from) (found ??= new Set(more)).add(one);
  return found === undefined ? more : [...found];
}

/** Names bound in a module, a function or a comprehension. */
export class Scope {
  readonly names = new Map<string, Value>();
  readonly #outer: Scope | undefined;

  constructor(outer?: Scope) {
    this.#outer = outer;
  }

  find(name: string): Value | undefined {
    return this.names.get(name) ?? this.#outer?.find(name);
  }
}
