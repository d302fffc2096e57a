import { printable } from '../../core/printable.ts';
import type { TextChange, ValueChange, ValueChanges } from '../../dossier/comparison.ts';
import { textChange } from './texts.ts';

export interface Compared {
  readonly values: readonly ValueChanges[];
  readonly texts: readonly TextChange[];
}

const MOST_LISTED = 50;
const MOST_SHOWN = 200;
/** Deeper values are compared as text. Configurations are a few levels deep. */
const MOST_DEPTH = 64;
/** A value of more lines than this is shown as a difference of texts: a chat template, a prompt. */
const LINES = 2;

/** Two JSON documents, value by value; undefined where one is none. */
export function compareJson(path: string, a: string, b: string): Compared | undefined {
  let before: unknown;
  let after: unknown;
  try {
    before = JSON.parse(a);
    after = JSON.parse(b);
  } catch {
    return undefined;
  }
  const collected = new Collected(path, 'configuration');
  walk(collected, '$', before, after, 0);
  return collected.done();
}

/** Two lists of entries by key, whose values are text already. */
export function compareEntries(
  path: string,
  kind: 'metadata' | 'members',
  a: ReadonlyMap<string, string>,
  b: ReadonlyMap<string, string>,
): Compared {
  const collected = new Collected(path, kind);
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const [before, after] = [a.get(key), b.get(key)];
    if (before !== after) collected.add(key, before, after);
  }
  return collected.done();
}

function walk(into: Collected, at: string, a: unknown, b: unknown, depth: number): void {
  if (Object.is(a, b)) return;
  if (isObject(a) && isObject(b) && Array.isArray(a) === Array.isArray(b) && depth < MOST_DEPTH) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      walk(into, `${at}${step(key, Array.isArray(a))}`, valueOf(a, key), valueOf(b, key), depth + 1);
    }
    return;
  }
  const [before, after] = [json(a), json(b)];
  if (before !== after) into.add(at, before, after);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function valueOf(of: object, key: string): unknown {
  return Object.hasOwn(of, key) ? (of as Record<string, unknown>)[key] : undefined;
}

/** A normalised path (RFC 9535, section 2.7), with the short form where that says the same. */
function step(key: string, array: boolean): string {
  if (array) return `[${key}]`;
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

const json = (value: unknown): string | undefined => (value === undefined ? undefined : JSON.stringify(value));

class Collected {
  private readonly first: ValueChange[] = [];
  private readonly texts: TextChange[] = [];
  private count = 0;
  private readonly path: string;
  private readonly kind: ValueChanges['kind'];

  constructor(path: string, kind: ValueChanges['kind']) {
    this.path = path;
    this.kind = kind;
  }

  add(at: string, a: string | undefined, b: string | undefined): void {
    this.count++;
    if (this.first.length < MOST_LISTED) {
      this.first.push({
        at: printable(at, MOST_SHOWN),
        ...(a === undefined ? {} : { a: printable(a, MOST_SHOWN) }),
        ...(b === undefined ? {} : { b: printable(b, MOST_SHOWN) }),
      });
    }
    const [before, after] = [asText(a), asText(b)];
    if (before === undefined || after === undefined || this.texts.length >= MOST_LISTED) return;
    if (Math.max(before.split('\n').length, after.split('\n').length) > LINES)
      this.texts.push(...textChange({ path: this.path, at: printable(at, MOST_SHOWN) }, before, after));
  }

  done(): Compared {
    const { path, kind, count, first, texts } = this;
    return { values: count === 0 ? [] : [{ path, kind, count, first }], texts };
  }
}

/** The text of a JSON string. */
function asText(json_: string | undefined): string | undefined {
  if (json_?.startsWith('"') !== true) return undefined;
  try {
    return String(JSON.parse(json_));
  } catch {
    return undefined;
  }
}
