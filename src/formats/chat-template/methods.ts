import { formatBraces } from './operators.ts';
import {
  computed,
  elementsOf,
  type Known,
  list,
  options,
  scalar,
  stringsOf,
  TEXT_KEPT,
  union,
  UNKNOWN,
  type Value,
} from './value.ts';

type Text = (text: string, args: readonly (string | number | undefined)[]) => string | readonly string[] | undefined;

/** Methods of Python's `str` whose result on constants is a constant. */
const TEXT_METHODS: Readonly<Record<string, Text>> = {
  lower: (text) => text.toLowerCase(),
  casefold: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  capitalize: (text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase(),
  title,
  swapcase: (text) => Array.from(text, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join(''),
  strip: (text, [set]) => strip(text, set, true, true),
  lstrip: (text, [set]) => strip(text, set, true, false),
  rstrip: (text, [set]) => strip(text, set, false, true),
  removeprefix: (text, [prefix]) =>
    typeof prefix === 'string' && text.startsWith(prefix) ? text.slice(prefix.length) : text,
  removesuffix: (text, [suffix]) =>
    typeof suffix === 'string' && suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  replace,
  split: (text, [by, most]) => split(text, by, most),
  rsplit: (text, [by]) => split(text, by, undefined),
  partition: (text, [by]) => {
    const at = typeof by === 'string' ? text.indexOf(by) : -1;
    return at < 0 ? [text, '', ''] : [text.slice(0, at), String(by), text.slice(at + String(by).length)];
  },
  splitlines: (text) => text.split(/\r\n|\n|\r/),
  zfill: (text, [width]) => pad(text, width, '0', true),
  rjust: (text, [width, fill]) => pad(text, width, fill, true),
  ljust: (text, [width, fill]) => pad(text, width, fill, false),
  center: (text, [width]) => pad(text, width, ' ', false),
  expandtabs: (text) => text.replaceAll('\t', '        '),
  encode: (text) => text,
  decode: (text) => text,
  format: (text) => text,
};

function title(text: string): string {
  return text.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
}

function strip(text: string, set: string | number | undefined, start: boolean, end: boolean): string {
  const inside = (character: string) => (typeof set === 'string' ? set.includes(character) : /\s/.test(character));
  let from = 0;
  let to = text.length;
  if (start) while (from < to && inside(text.charAt(from))) from++;
  if (end) while (to > from && inside(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}

function replace(text: string, [from, to, count]: readonly (string | number | undefined)[]): string | undefined {
  if (typeof from !== 'string' || typeof to !== 'string') return undefined;
  if (typeof count === 'number') {
    const parts = text.split(from);
    const head = parts.slice(0, count + 1).join(to);
    return parts.length > count + 1 ? [head, ...parts.slice(count + 1)].join(from) : head;
  }
  // Each step can only be as long as what is kept, so a chain of them cannot grow without end.
  return to.length * (text.length + 1) > TEXT_KEPT * 4 ? undefined : text.replaceAll(from, to);
}

function split(text: string, by: string | number | undefined, most: string | number | undefined): string[] {
  const parts = typeof by === 'string' && by !== '' ? text.split(by) : text.split(/\s+/).filter((part) => part !== '');
  if (typeof most !== 'number' || most < 0 || parts.length <= most + 1) return parts;
  return [...parts.slice(0, most), parts.slice(most).join(typeof by === 'string' ? by : ' ')];
}

function pad(text: string, width: string | number | undefined, fill: string | number | undefined, left: boolean) {
  if (typeof width !== 'number' || width > TEXT_KEPT) return undefined;
  const character = typeof fill === 'string' ? fill.charAt(0) : ' ';
  return left ? text.padStart(width, character) : text.padEnd(width, character);
}

/** Filters of Jinja that are a method under another name. */
const FILTER_METHODS: Readonly<Record<string, string>> = {
  lower: 'lower',
  upper: 'upper',
  capitalize: 'capitalize',
  title: 'title',
  trim: 'strip',
  strip: 'strip',
  replace: 'replace',
  center: 'center',
};

/** The result of a method or filter that Python defines for constants; undefined where it is not one of these. */
export function foldText(name: string, of: Value, args: readonly Value[], isFilter: boolean): Value | undefined {
  const method = TEXT_METHODS[isFilter ? (FILTER_METHODS[name] ?? '') : name];
  if (method === undefined) return undefined;
  const width = args[0]?.kind === 'scalar' && typeof args[0].value === 'number' ? args[0].value : 0;
  if (/just|center|zfill/.test(name) && width > TEXT_KEPT) return computed([of], { size: width });
  return union(
    options(of).map((value) => {
      if (value.kind !== 'scalar' || typeof value.value !== 'string') return computed([value, ...args]);
      const result = method(value.value, args.map(plainOption));
      if (result === undefined) return computed([value, ...args]);
      return typeof result === 'string' ? scalar(result) : list(result.map((part) => scalar(part)));
    }),
  );
}

function plainOption(value: Value): string | number | undefined {
  if (value.kind !== 'scalar') return undefined;
  return typeof value.value === 'string' || typeof value.value === 'number' ? value.value : undefined;
}

/** `separator.join(items)` and `items|join(separator)`. */
export function join(items: Value, separator: Value): Value {
  const elements = elementsOf(items);
  const between = separator.kind === 'scalar' && typeof separator.value === 'string' ? separator.value : undefined;
  if (elements === undefined || between === undefined) return computed([items, separator]);
  const texts = elements.map((one) => (one.kind === 'scalar' && one.value !== null ? String(one.value) : undefined));
  if (texts.every((text) => text !== undefined)) return scalar(texts.join(between));
  return union([computed([items, separator]), ...firstOptions(elements, between)]);
}

/** Where some element is one of several: the texts with the first of each, the second of each and so on. */
function firstOptions(elements: readonly Value[], between: string): Value[] {
  const most = Math.min(4, Math.max(...elements.map((one) => stringsOf(one).length)));
  const out: Value[] = [];
  for (let i = 0; i < most; i++) {
    const texts = elements.map((one) => stringsOf(one)[i] ?? stringsOf(one)[0]);
    if (texts.every((text) => text !== undefined)) out.push(scalar(texts.join(between)));
  }
  return out;
}

/** Methods of lists, dictionaries and texts that hand out what is in them. */
export function foldContainer(name: string, of: Value, args: readonly Value[]): Value | undefined {
  const one = options(of);
  if (name === 'keys') return union(one.map((value) => list(elementsOf(value) ?? [UNKNOWN])));
  if (name === 'values')
    return union(one.map((value) => (value.kind === 'dict' ? list([...value.entries.values()]) : computed([value]))));
  if (name === 'items' || name === 'dictsort') return union(one.map((value) => pairs(value)));
  if (name === 'get') return union(one.map((value) => fromDict(value, args)));
  if (name === 'pop' && one.every((value) => value.kind === 'list')) return element(of, args[0] ?? scalar(-1));
  if (name === 'copy') return of;
  return undefined;
}

function pairs(value: Known | Value): Value {
  if (value.kind !== 'dict') return computed([value]);
  return list([...value.entries].map(([key, entry]) => list([scalar(key), entry])));
}

function fromDict(value: Value, args: readonly Value[]): Value {
  const [key, fallback] = args;
  if (value.kind !== 'dict' || key?.kind !== 'scalar') return computed([value, ...args]);
  return value.entries.get(String(key.value)) ?? fallback ?? scalar(null);
}

function element(of: Value, index: Value): Value {
  const items = elementsOf(of);
  if (items === undefined || index.kind !== 'scalar' || typeof index.value !== 'number') return computed([of]);
  return items[index.value < 0 ? index.value + items.length : index.value] ?? UNKNOWN;
}

/** Filters whose result follows from a constant list or text. */
export function foldSequence(name: string, of: Value, args: readonly Value[]): Value | undefined {
  if (of.kind === 'options' && SEQUENCES.has(name))
    return union(of.values.map((value) => foldSequence(name, value, args) ?? computed([value])));
  const elements = elementsOf(of);
  switch (name) {
    case 'first':
      return elements === undefined ? undefined : (elements[0] ?? UNKNOWN);
    case 'last':
      return elements === undefined ? undefined : (elements.at(-1) ?? UNKNOWN);
    case 'random':
      return elements === undefined ? undefined : union(elements);
    case 'min':
    case 'max':
      return elements === undefined ? undefined : union(elements);
    case 'list':
    case 'unique':
      return elements === undefined ? undefined : list(elements);
    case 'sort':
      return elements === undefined ? undefined : list(elements.toSorted(byText));
    case 'reverse':
      if (of.kind === 'scalar' && typeof of.value === 'string') return scalar([...of.value].toReversed().join(''));
      return elements === undefined ? undefined : list(elements.toReversed());
    case 'length':
    case 'count':
      return elements === undefined ? undefined : scalar(elements.length);
    case 'items':
    case 'dictsort':
      return of.kind === 'dict' ? pairs(of) : undefined;
    case 'sum': {
      const start = args[1] ?? args[0];
      return elements === undefined ? undefined : computed([...elements, ...(start === undefined ? [] : [start])]);
    }
    default:
      return undefined;
  }
}

const SEQUENCES: ReadonlySet<string> = new Set([
  'first',
  'last',
  'random',
  'min',
  'max',
  'list',
  'unique',
  'sort',
  'reverse',
  'length',
  'count',
  'items',
  'dictsort',
]);

function byText(a: Value, b: Value): number {
  const [x, y] = [a, b].map((value) => (value.kind === 'scalar' ? String(value.value) : ''));
  return (x ?? '') < (y ?? '') ? -1 : (x ?? '') > (y ?? '') ? 1 : 0;
}

/** `text.format(...)` for every text that it may be. */
export function foldFormat(of: Value, args: readonly Value[], named: ReadonlyMap<string, Value>): Value {
  return union(
    options(of).map((value) =>
      value.kind === 'scalar' && typeof value.value === 'string'
        ? formatBraces(value.value, args, named)
        : computed([value, ...args, ...named.values()]),
    ),
  );
}
