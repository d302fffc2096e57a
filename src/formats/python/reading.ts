import type { SyntaxNode } from './tree.ts';
import { canonical, effectOf } from './callables.ts';
import { type EffectKind, MOST_EFFECTS, MOST_SIGNALS, MOST_TEXT, type PythonImport, type Signal } from './structure.ts';
import type { Taint } from './structure.ts';
import { Scope, UNKNOWN, type Value } from './value.ts';

export type Handler = (reading: Reading, node: SyntaxNode) => Value;
export type LocalFunction = Extract<Value, { kind: 'function' }>;

/** An effect before it is known when its place is reached. Offsets in UTF-16 units. */
export interface RawEffect {
  readonly kind: EffectKind;
  readonly callable: string;
  readonly written: string;
  readonly text?: string;
  readonly indirect: boolean;
  readonly from: readonly Taint[];
  readonly unit: string;
  readonly start: number;
  readonly line: number;
}

/** The unit of code that runs when the module is imported, and that under `if __name__ == "__main__"`. */
export const MODULE = '';
export const MAIN = '<main>';
/** Expressions evaluated again with other values, for calls of small functions and comprehensions (CWE-834). */
const MOST_REPEATED = 200_000;

/** What is known so far while a file's tree is walked: the names, the units of code and who calls whom. */
export class Reading {
  readonly text: string;
  readonly module = new Scope();
  scope: Scope = this.module;
  unit: string = MODULE;
  /** Above zero where it is not certain that a statement runs. */
  branch = 0;
  /** Class whose body or methods are walked. */
  within: string | undefined;
  /** What stands in attributes, by their dotted path: `self.run`. */
  readonly attributes = new Map<string, Value>();
  /** `A.forward` to its function. */
  readonly methods = new Map<string, LocalFunction>();
  readonly bases = new Map<string, readonly string[]>();
  readonly starImports: string[] = [];
  readonly imports: PythonImport[] = [];
  readonly definitions: string[] = [];
  /** Functions whose bodies wait until the module is walked, each once. */
  readonly pending: { readonly of: LocalFunction; readonly within: string | undefined }[] = [];
  readonly edges = new Map<string, Set<string>>();
  readonly effects: RawEffect[] = [];
  readonly signals: (Omit<Signal, 'offset'> & { readonly start: number })[] = [];
  /** Texts that the file has run as code. */
  readonly evaluated: { readonly text: string; readonly line: number; readonly start: number }[] = [];
  repeats = MOST_REPEATED;
  depth = 0;
  readonly #handlers: ReadonlyMap<string, Handler>;
  readonly #seen = new Set<string>();
  readonly #waiting = new Set<number>();
  effectCount = 0;
  importCount = 0;

  constructor(text: string, handlers: ReadonlyMap<string, Handler>) {
    this.text = text;
    this.#handlers = handlers;
  }

  slice(node: SyntaxNode): string {
    return this.text.slice(node.start, node.end);
  }

  evaluate(node: SyntaxNode | undefined): Value {
    if (node === undefined) return UNKNOWN;
    const handler = this.#handlers.get(node.type);
    return handler === undefined ? this.evaluateAll(node) : handler(this, node);
  }

  evaluateAll(node: SyntaxNode): Value {
    for (const one of node.children) this.evaluate(one);
    return UNKNOWN;
  }

  /** Evaluates where it is not certain that this runs. */
  branched(node: SyntaxNode): Value {
    this.branch++;
    const value = this.evaluateAll(node);
    this.branch--;
    return value;
  }

  /** Runs a walk with names of its own. */
  inside<T>(scope: Scope, walk: () => T): T {
    const outer = this.scope;
    this.scope = scope;
    try {
      return walk();
    } finally {
      this.scope = outer;
    }
  }

  bind(name: string, value: Value): void {
    const before = this.branch > 0 ? this.scope.names.get(name) : undefined;
    if (before?.kind !== 'path' || effectOf(canonical(before.path).path) === undefined) {
      this.scope.names.set(name, value);
    } else if (value.kind === 'path' && value.path !== before.path) {
      this.scope.names.set(name, { ...value, others: [before.path, ...(before.others ?? [])].slice(0, 4) });
    }
  }

  /** Has the body of a function walked when all names of the module are known. */
  later(of: LocalFunction): void {
    if (this.#waiting.has(of.node.start)) return;
    this.#waiting.add(of.node.start);
    this.pending.push({ of, within: this.within });
  }

  /** Notes that this unit of code may run another. */
  reaches(unit: string): void {
    const known = this.edges.get(this.unit) ?? new Set();
    known.add(unit);
    this.edges.set(this.unit, known);
  }

  effect(
    kind: EffectKind,
    callable: string,
    node: SyntaxNode,
    more: { text?: string | undefined; indirect?: boolean; from?: readonly Taint[] } = {},
  ): void {
    const key = `${node.start}\0${kind}\0${callable}\0${more.text?.slice(0, 60) ?? ''}`;
    if (this.#seen.has(key)) return;
    this.effectCount++;
    if (this.effects.length >= MOST_EFFECTS) return;
    this.#seen.add(key);
    this.effects.push({
      kind,
      callable: callable.slice(0, MOST_TEXT),
      written: this.text.slice(node.start, Math.min(node.end, node.start + MOST_TEXT)),
      ...(more.text === undefined || more.text === '' ? {} : { text: more.text.slice(0, MOST_TEXT) }),
      indirect: more.indirect ?? false,
      from: more.from ?? [],
      unit: this.unit,
      start: node.start,
      line: node.line,
    });
  }

  signal(kind: Signal['kind'], text: string, at: { readonly start: number; readonly line: number }): void {
    if (this.signals.length >= MOST_SIGNALS || this.signals.some((one) => one.kind === kind && one.start === at.start))
      return;
    this.signals.push({ kind, text: text.slice(0, MOST_TEXT), start: at.start, line: at.line });
  }
}
