import {
  computed,
  elementsOf,
  list,
  options,
  scalar,
  sizeOf,
  TEXT_KEPT,
  UNKNOWN,
  union,
  type Known,
  type Value,
} from './value.ts';

/** Combinations of possible operands that are tried. */
const MOST_PAIRS = 48;

/** `left operator right` by Python's rules, for each pair of possible values. */
export function binary(operator: string, left: Value, right: Value): Value {
  const pairs = options(left).flatMap((a) => options(right).map((b) => [a, b] as const));
  if (pairs.length > MOST_PAIRS) return computed([left, right]);
  return union(pairs.map(([a, b]) => one(operator, a, b)));
}

function one(operator: string, left: Value, right: Value): Value {
  const [a, b] = [plain(left), plain(right)];
  if (operator === '~') {
    const [x, y] = [shown(left), shown(right)];
    return x === undefined || y === undefined ? joined(left, right) : scalar(x + y);
  }
  if (operator === '+') {
    if (typeof a === 'string' && typeof b === 'string') return scalar(a + b);
    if (typeof a === 'number' && typeof b === 'number') return scalar(a + b);
    if (left.kind === 'list' && right.kind === 'list') return list([...left.items, ...right.items]);
    return joined(left, right);
  }
  if (operator === '*') {
    if (typeof a === 'number' && typeof b === 'number') return scalar(a * b);
    if (typeof b === 'number') return repeated(left, b);
    return typeof a === 'number' ? repeated(right, a) : computed([left, right]);
  }
  if (operator === '%' && typeof a === 'string') return formatPercent(a, elementsOfTuple(right));
  if (typeof a !== 'number' || typeof b !== 'number') return computed([left, right]);
  if (operator === '-') return scalar(a - b);
  if (operator === '/') return scalar(a / b);
  if (operator === '//') return scalar(Math.floor(a / b));
  if (operator === '%') return scalar(a - b * Math.floor(a / b));
  return operator === '**' ? scalar(a ** b) : UNKNOWN;
}

function plain(value: Value): Extract<Known, { kind: 'scalar' }>['value'] | undefined {
  return value.kind === 'scalar' ? value.value : undefined;
}

function elementsOfTuple(value: Value): readonly Value[] {
  return value.kind === 'list' ? value.items : [value];
}

/** Two texts or lists one after the other, of which one is not known. */
function joined(left: Value, right: Value): Value {
  const size = (sizeOf(left) ?? 0) + (sizeOf(right) ?? 0);
  return computed([left, right], size > 0 ? { size } : {});
}

/** `value * times`; what would be large is known by its size alone. */
function repeated(value: Value, times: number): Value {
  const size = (sizeOf(value) ?? 1) * Math.max(0, Math.floor(times));
  if (size > TEXT_KEPT || !Number.isFinite(size)) return computed([value], { size });
  if (value.kind === 'list') return list(Array.from({ length: Math.floor(times) }, () => value.items).flat());
  if (value.kind === 'scalar' && typeof value.value === 'string') return scalar(value.value.repeat(Math.floor(times)));
  return computed([value], { size });
}

/** How Jinja prints a constant; undefined for what is not known or not printed simply. */
export function shown(value: Value): string | undefined {
  if (value.kind !== 'scalar') return undefined;
  if (value.value === null) return 'None';
  if (value.value === true) return 'True';
  return value.value === false ? 'False' : String(value.value);
}

/** A number that a format asks to pad to. */
const WIDTH = /%[-+ #0]*(\d+)|\{[^{}]*:[^{}]*?(\d{4,})/;

/** `format % values` (printf-style): `%s`, `%c`, `%d`, `%x` of constants. */
export function formatPercent(format: string, values: readonly Value[]): Value {
  const width = Number(WIDTH.exec(format)?.[1] ?? 0);
  if (width > TEXT_KEPT) return computed([scalar(format), ...values], { size: width });
  let next = 0;
  let known = true;
  const text = format.replace(
    /%(?:\((\w+)\))?[-+ #0]*\d*(?:\.\d+)?([a-zA-Z%])/g,
    (whole, key: string, type: string) => {
      if (type === '%') return '%';
      const first = values[0];
      const value = key === undefined ? values[next++] : first?.kind === 'dict' ? first.entries.get(key) : undefined;
      const content = value === undefined ? undefined : converted(value, type);
      if (content === undefined) known = false;
      return content ?? whole;
    },
  );
  return known ? scalar(text) : computed([scalar(format), ...values]);
}

function converted(value: Value, type: string): string | undefined {
  if (value.kind !== 'scalar') return undefined;
  if (type === 'c') return typeof value.value === 'number' ? codePoint(value.value) : (shown(value) ?? '').slice(0, 1);
  if (typeof value.value === 'number') {
    if (type === 'x') return value.value.toString(16);
    if (type === 'd' || type === 'i') return String(Math.trunc(value.value));
  }
  return shown(value);
}

function codePoint(code: number): string | undefined {
  return Number.isInteger(code) && code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** `format.format(*values, **named)` of constants; fields that reach into their argument stay unknown. */
export function formatBraces(format: string, values: readonly Value[], named: ReadonlyMap<string, Value>): Value {
  const width = Number(WIDTH.exec(format)?.[2] ?? 0);
  if (width > TEXT_KEPT) return computed([scalar(format), ...values], { size: width });
  let next = 0;
  let known = true;
  const text = format.replace(
    /\{\{|\}\}|\{(\w*)(?:!\w)?(?::([^{}]*))?\}/g,
    (whole, key: string | undefined, spec = '') => {
      if (whole === '{{' || whole === '}}') return whole.charAt(0);
      const index = key === undefined || key === '' ? next++ : Number(key);
      const value = Number.isNaN(index) ? named.get(key ?? '') : values[index];
      const content = value === undefined ? undefined : converted(value, String(spec).endsWith('c') ? 'c' : 's');
      if (content === undefined) known = false;
      return content ?? whole;
    },
  );
  if (/\{\w*[.[]/.test(format)) known = false;
  return known ? scalar(text) : computed([scalar(format), ...values, ...named.values()]);
}

/** `object[start:stop:step]` of a constant text or list. */
export function slice(object: Value, bounds: readonly (Value | undefined)[]): Value {
  const numbers = bounds.map((bound) => (bound === undefined ? undefined : plain(bound)));
  if (bounds.some((bound, i) => bound !== undefined && typeof numbers[i] !== 'number' && numbers[i] !== null))
    return computed([object, ...bounds.filter((bound) => bound !== undefined)]);
  const [start, stop, step] = numbers.map((number) => (typeof number === 'number' ? number : undefined));
  return union(
    options(object).map((value) => {
      const items = value.kind === 'list' ? value.items : undefined;
      const characters = value.kind === 'scalar' && typeof value.value === 'string' ? [...value.value] : undefined;
      if (characters !== undefined) return scalar(cut(characters, start, stop, step).join(''));
      return items === undefined ? computed([value]) : list(cut(items, start, stop, step));
    }),
  );
}

function cut<T>(items: readonly T[], start: number | undefined, stop: number | undefined, by: number | undefined): T[] {
  const step = by === undefined || by === 0 ? 1 : Math.trunc(by);
  const size = items.length;
  const clamp = (at: number, low: number, high: number) => Math.min(Math.max(at < 0 ? at + size : at, low), high);
  const out: T[] = [];
  if (step > 0) {
    const end = stop === undefined ? size : clamp(stop, 0, size);
    for (let i = start === undefined ? 0 : clamp(start, 0, size); i < end; i += step) out.push(items[i] as T);
  } else {
    const end = stop === undefined ? -1 : clamp(stop, -1, size - 1);
    for (let i = start === undefined ? size - 1 : clamp(start, -1, size - 1); i > end; i += step)
      out.push(items[i] as T);
  }
  return out;
}

/** `object[index]` of a constant, or what its elements are. */
export function item(object: Value, index: Value): Value {
  const pairs = options(object).flatMap((a) => options(index).map((b) => [a, b] as const));
  if (pairs.length > MOST_PAIRS) return computed([object, index]);
  return union(
    pairs.map(([from, at]) => {
      const key = plain(at);
      if (from.kind === 'dict')
        return typeof key === 'string' || typeof key === 'number'
          ? (from.entries.get(String(key)) ?? UNKNOWN)
          : union([...from.entries.values(), UNKNOWN]);
      const elements = elementsOf(from);
      if (elements !== undefined && typeof key === 'number')
        return elements[key < 0 ? key + elements.length : key] ?? UNKNOWN;
      if (elements !== undefined && elements.length <= 64 && key === undefined) return union([...elements, UNKNOWN]);
      return computed([from, at]);
    }),
  );
}
