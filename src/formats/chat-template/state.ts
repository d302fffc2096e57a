import { Facts, summarise } from './facts.ts';
import { READS, readsOfGlobal } from './inputs.ts';
import type { AddedText } from './structure.ts';
import type { Macro } from './syntax.ts';
import { computed, type Gate, objectOf, UNKNOWN, union, type Value } from './value.ts';

/** A condition around what is being walked. */
interface Guard {
  readonly gates: readonly Gate[];
  readonly source: string;
}

/** Functions and objects that Jinja itself brings along, none of which is data. */
const OBJECTS: ReadonlySet<string> = new Set([
  'lipsum',
  'cycler',
  'joiner',
  'namespace',
  'dict',
  'range',
  'self',
  'loop',
  'caller',
  'super',
  'varargs',
  'kwargs',
  'raise_exception',
  'strftime_now',
]);

/** What ends a message: special tokens, closing tags, headings that name the next speaker. */
const TURN = /<[|/a-zA-Z｜_]|\[\/?[A-Z_]{2,}\]|###|\n(?:user|human|assistant|system|model)\b/i;

/** Words in a literal that make it text for a reader, wherever the template takes it. */
const SENTENCE_WORDS = 6;

/** Everything that the walk over one template knows at a moment. */
export class State {
  readonly facts: Facts;
  readonly macros: Macro[] = [];
  readonly inlined = new Set<number>();
  readonly guards: Guard[] = [];
  /** Macros being walked, innermost last, with the number of guards around each call. */
  readonly calls: { readonly macro: number; readonly guards: number }[] = [];
  /** Constant iterations around what is being walked, multiplied. */
  multiplier = 1;
  /** Above zero where what is walked may not happen, or happens again and again. */
  conditional = 0;
  /** Loops of unknown length around what is being walked. */
  loops = 0;
  /** Loops over the messages around what is being walked. */
  inMessages = 0;
  /** Whether a message's text has just been put out. */
  afterContent = false;
  /** True where this turn of a loop over messages has put out no message's text yet: what comes leads up to one. */
  leading = false;
  /** Above zero in conditions and error messages, whose literals no model sees. */
  quiet = 0;
  depth = 0;
  limited = false;
  /** What is put out, where a block is being captured. */
  out: Value[] | undefined;
  readonly #stepsMost: number;
  readonly #scopes: Map<string, Value>[] = [new Map()];
  readonly #spaces: Map<string, Value>[] = [];
  #steps = 0;

  constructor(facts: number, steps: number) {
    this.facts = new Facts(facts);
    this.#stepsMost = steps;
  }

  /** Counts one step; false where the walk has taken all that it may. */
  step(): boolean {
    this.#steps++;
    if (this.#steps <= this.#stepsMost) return true;
    this.limited = true;
    return false;
  }

  /** True where so much is done that loops are no longer taken apart. */
  get hurried(): boolean {
    return this.#steps * 2 > this.#stepsMost;
  }

  scoped<T>(names: ReadonlyMap<string, Value>, run: () => T): T {
    this.#scopes.push(new Map(names));
    try {
      return run();
    } finally {
      this.#scopes.pop();
    }
  }

  guarded<T>(gates: readonly Gate[], source: string, run: () => T): T {
    this.guards.push({ gates, source });
    this.conditional++;
    try {
      return run();
    } finally {
      this.guards.pop();
      this.conditional--;
    }
  }

  captured(run: () => void): Value[] {
    const before = this.out;
    const out: Value[] = [];
    this.out = out;
    try {
      run();
    } finally {
      this.out = before;
    }
    return out;
  }

  defined(name: string): boolean {
    return this.#scopes.some((scope) => scope.has(name));
  }

  lookup(name: string, line: number, called: boolean): Value {
    for (let i = this.#scopes.length - 1; i >= 0; i--) {
      const value = this.#scopes[i]?.get(name);
      if (value !== undefined) return value;
    }
    this.facts.global({ name, called, line });
    if (OBJECTS.has(name)) return { ...UNKNOWN, object: name };
    return { ...UNKNOWN, reads: readsOfGlobal(name) };
  }

  assign(name: string, attribute: string | undefined, value: Value): void {
    const space = attribute === undefined ? this.#scopes.at(-1) : this.space(this.lookup(name, 0, false));
    const key = attribute ?? name;
    if (space === undefined) return;
    const gates = this.narrowGates();
    const gated = gates.length === 0 ? value : union([value, computed([value], { gates })]);
    if (this.conditional === 0) space.set(key, gated);
    else {
      const before = attribute === undefined && !this.defined(name) ? undefined : (space.get(key) ?? this.#outer(key));
      space.set(key, before === undefined ? gated : union([before, gated]));
    }
  }

  #outer(name: string): Value | undefined {
    return this.#scopes.findLast((scope) => scope.has(name))?.get(name);
  }

  newSpace(fields: ReadonlyMap<string, Value>): Value {
    this.#spaces.push(new Map(fields));
    return { ...UNKNOWN, object: 'namespace', space: this.#spaces.length - 1 };
  }

  space(value: Value): Map<string, Value> | undefined {
    if (value.kind === 'options') return value.values.map((one) => this.space(one)).find((one) => one !== undefined);
    return value.kind === 'computed' && value.space !== undefined ? this.#spaces[value.space] : undefined;
  }

  newMacro(macro: Macro): Value {
    const known = this.macros.indexOf(macro);
    if (known < 0) this.macros.push(macro);
    return { ...UNKNOWN, object: 'macro', macro: known < 0 ? this.macros.length - 1 : known };
  }

  /** Gates around here that look at what is said, by whom, about which tool or when. */
  narrowGates(): Gate[] {
    return [...new Set(this.guards.flatMap(({ gates }) => gates.filter(isNarrow)))];
  }

  /** Notes what the template itself adds here; a text that ends a message is cut at its end. */
  emit(text: string, origin: AddedText['origin'], line: number, gates: readonly Gate[] = []): void {
    if (!this.afterContent || this.leading) return this.#text(text, origin, line, gates, false);
    const turn = TURN.exec(text);
    this.#text(turn === null ? text : text.slice(0, turn.index), origin, line, gates, true);
    if (turn === null) return;
    this.afterContent = false;
    this.#text(text.slice(turn.index), origin, line, gates, false);
  }

  /** A literal that may end up anywhere. */
  literal(text: string, line: number): void {
    if (this.quiet > 0 || text.split(/\s+/, SENTENCE_WORDS + 1).length < SENTENCE_WORDS) return;
    this.#text(text, 'literal', line, [], false);
  }

  #text(text: string, origin: AddedText['origin'], line: number, gates: readonly Gate[], afterContent: boolean): void {
    if (this.quiet > 0 || !/[\p{L}\p{N}]/u.test(text)) return;
    const all = new Map([...this.narrowGates(), ...gates.filter(isNarrow)].map((gate) => [JSON.stringify(gate), gate]));
    this.facts.text({
      text: text.slice(0, 8_192),
      origin,
      gates: [...all.values()].slice(0, 12).map(summarise),
      conditions: this.guards.slice(-12).map(({ source }) => source.slice(0, 200)),
      afterContent,
      line,
    });
  }
}

export function isNarrow(gate: Gate): boolean {
  return (gate.reads & (READS.content | READS['tool-name'] | READS.date | READS.name)) !== 0;
}

/** In a word what something reaches into. */
export function baseOf(value: Value): string {
  const object = objectOf(value);
  if (object !== undefined) return object;
  const kinds = value.kind === 'options' ? value.values : [value];
  if (kinds.some((one) => one.kind === 'computed')) {
    return kinds.some((one) => one.kind === 'computed' && one.reads !== 0) ? 'input' : 'unknown';
  }
  return 'constant';
}
