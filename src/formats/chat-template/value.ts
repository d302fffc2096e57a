/**
 * What is known of a value without running anything: the constants that it may be, or what it was read from.
 * Everything is bounded: lists and texts are kept to the sizes below, and what is longer becomes "computed".
 */
export type Value = Known | Computed | Options;

/** A value that is the same in every conversation. */
export type Known =
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null; readonly literal: boolean }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, Value> };

export interface Computed extends Provenance {
  readonly kind: 'computed';
  /** An object of Python that Jinja itself brings along: `lipsum`, `cycler`, a macro, a string's method. */
  readonly object?: string;
  /** Its heap entry, for a namespace. */
  readonly space?: number;
  readonly macro?: number;
  /** A method of a known or computed value. */
  readonly method?: { readonly of: Value; readonly name: string };
  /** How long it is at least, where that follows from constants: characters of text or items of a list. */
  readonly size?: number;
  /** Made from the printed form of a Python object, which holds characters that the template never spells. */
  readonly printed?: boolean;
  /** Constants that were looked for in a message to get it. */
  readonly sought?: readonly string[];
  /** What an element of a list is. */
  readonly element?: Value;
}

interface Options {
  readonly kind: 'options';
  readonly values: readonly (Known | Computed)[];
}

/** Where a computed value comes from. */
interface Provenance {
  /** Bits of what it was read from. */
  readonly reads: number;
  /** Conditions on the conversation that decide what it is. */
  readonly gates: readonly Gate[];
  /** Constant texts that took part. */
  readonly fragments: readonly string[];
}

/** One comparison of something of the conversation with constants. */
export interface Gate {
  readonly reads: number;
  readonly operator: string;
  readonly constants: readonly string[];
}

const MOST_OPTIONS = 12;
const MOST_FRAGMENTS = 24;
const MOST_GATES = 12;
const FRAGMENT = 4_096;
export const TEXT_KEPT = 16_384;
export const LIST_KEPT = 512;

export const UNKNOWN: Computed = { kind: 'computed', reads: 0, gates: [], fragments: [] };

export function scalar(value: string | number | boolean | null, literal = false): Value {
  if (typeof value === 'string' && value.length > TEXT_KEPT)
    return { ...UNKNOWN, fragments: [value.slice(0, FRAGMENT)], size: value.length };
  return { kind: 'scalar', value, literal };
}

export function list(items: readonly Value[]): Value {
  return items.length > LIST_KEPT
    ? { ...computed(items.slice(0, LIST_KEPT)), size: items.length }
    : { kind: 'list', items };
}

/** The values that this one may be, one by one. */
export function options(value: Value): readonly (Known | Computed)[] {
  return value.kind === 'options' ? value.values : [value];
}

export function union(values: readonly Value[]): Value {
  const all = new Map<string, Known | Computed>();
  for (const value of values.flatMap((one) => options(one))) all.set(keyOf(value), value);
  const found = [...all.values()];
  const [first] = found;
  if (first === undefined) return UNKNOWN;
  if (found.length === 1) return first;
  return found.length > MOST_OPTIONS ? computed(found) : { kind: 'options', values: found };
}

function keyOf(value: Known | Computed, depth = 0): string {
  if (depth > 4) return '…';
  if (value.kind === 'scalar') return `${typeof value.value} ${String(value.value)}`;
  if (value.kind === 'list') return `[${value.items.map((item) => keyOfAny(item, depth + 1)).join()}]`;
  if (value.kind === 'dict')
    return `{${[...value.entries].map(([key, item]) => `${key}:${keyOfAny(item, depth + 1)}`).join()}}`;
  const { reads, gates, fragments, object, space, macro, size } = value;
  const gateKeys = gates.map((gate) => `${gate.operator}${gate.constants.join()}`);
  return JSON.stringify([reads, gateKeys, fragments, object, space, macro, size, value.method?.name]);
}

function keyOfAny(value: Value, depth: number): string {
  return options(value)
    .map((one) => keyOf(one, depth))
    .join('/');
}

/** A value computed from others: what they were read from and their texts flow into it. */
export function computed(from: readonly Value[], over: Partial<Computed> = {}): Computed {
  let reads = 0;
  let printed = false;
  const gates = new Set<Gate>();
  const fragments = new Set<string>();
  const sought = new Set<string>();
  const add = (value: Value, depth: number): void => {
    if (depth > 6) return;
    for (const one of options(value)) {
      if (one.kind === 'scalar') {
        if (typeof one.value === 'string' && one.value !== '' && fragments.size < MOST_FRAGMENTS)
          fragments.add(one.value.slice(0, FRAGMENT));
      } else if (one.kind === 'list') for (const item of one.items.slice(0, LIST_KEPT)) add(item, depth + 1);
      else if (one.kind === 'dict') for (const item of one.entries.values()) add(item, depth + 1);
      else {
        reads |= one.reads;
        printed ||= one.printed ?? false;
        for (const text of one.sought ?? []) if (sought.size < MOST_GATES) sought.add(text);
        for (const gate of one.gates) if (gates.size < MOST_GATES) gates.add(gate);
        for (const fragment of one.fragments) if (fragments.size < MOST_FRAGMENTS) fragments.add(fragment);
      }
    }
  };
  for (const value of from) add(value, 0);
  const base = { kind: 'computed', reads, gates: [...gates], fragments: [...fragments] } as const;
  const extra = { ...(printed ? { printed } : {}), ...(sought.size > 0 ? { sought: [...sought] } : {}) };
  return { ...base, ...extra, ...over };
}

export function readsOf(value: Value): number {
  return options(value).reduce((bits, one) => {
    if (one.kind === 'computed') return bits | one.reads;
    return one.kind === 'scalar' ? bits : bits | computed([one]).reads;
  }, 0);
}

/** The constant strings that it may be. */
export function stringsOf(value: Value): string[] {
  return options(value).flatMap((one) => (one.kind === 'scalar' && typeof one.value === 'string' ? [one.value] : []));
}

/** Constant texts in it, at any depth. */
export function textsOf(value: Value): readonly string[] {
  return computed([value]).fragments;
}

export function objectOf(value: Value): string | undefined {
  return options(value)
    .map((one) => (one.kind === 'computed' ? one.object : undefined))
    .find((name) => name !== undefined);
}

/** Whether Jinja takes it for true, where that is known. */
export function truth(value: Value): boolean | undefined {
  const found = new Set(
    options(value).map((one) => {
      if (one.kind === 'scalar') return Boolean(one.value);
      if (one.kind === 'list') return one.items.length > 0;
      return one.kind === 'dict' ? one.entries.size > 0 : undefined;
    }),
  );
  return found.size === 1 ? [...found][0] : undefined;
}

/** Characters or items, where known. */
export function sizeOf(value: Value): number | undefined {
  const sizes = options(value).map((one) => {
    if (one.kind === 'scalar') return typeof one.value === 'string' ? one.value.length : undefined;
    if (one.kind === 'list') return one.items.length;
    return one.kind === 'dict' ? one.entries.size : one.size;
  });
  return sizes.every((size) => size !== undefined) ? Math.max(...sizes) : undefined;
}

/** What going through it yields, where it is a list, a dict's keys or a text of known characters. */
export function elementsOf(value: Value): readonly Value[] | undefined {
  if (value.kind === 'list') return value.items;
  if (value.kind === 'dict') return [...value.entries.keys()].map((key) => scalar(key));
  if (value.kind === 'scalar' && typeof value.value === 'string' && value.value.length <= LIST_KEPT)
    return Array.from(value.value, (character) => scalar(character));
  return undefined;
}
