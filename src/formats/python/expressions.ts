import { attributeOf, isBuiltin, itemOf } from './attributes.ts';
import { canonical, effectOf, isListed } from './callables.ts';
import { parseNumeral, prefixOf, unescape } from './literals.ts';
import type { Handler, LocalFunction, Reading } from './reading.ts';
import { isSecretPlace } from './sensitive.ts';
import { calculate } from './operators.ts';
import { child, type SyntaxNode } from './tree.ts';
import {
  HOLE,
  list,
  MOST_ITEMS,
  number,
  pathTo,
  Scope,
  taints,
  textOf,
  UNKNOWN,
  unknown,
  type Value,
} from './value.ts';

const identifier: Handler = (reading, node) => {
  const written = reading.slice(node);
  // The interpreter compares names in the form NFKC (PEP 3131): `𝐞xec` is exec.
  const name = /^[\x20-\x7e]*$/.test(written) ? written : written.normalize('NFKC');
  const disguised = name !== written && /^[\x20-\x7e]*$/.test(name);
  if (disguised) reading.signal('confusable-name', `${written} is read as ${name}`, node);
  const found = reading.scope.find(name);
  if (found !== undefined) return disguised && found.kind === 'path' ? { ...found, indirect: true } : found;
  if (isBuiltin(name)) return pathTo(name, disguised);
  for (const module of reading.starImports) {
    const path = `${module}.${name}`;
    if (effectOf(canonical(path).path) !== undefined) return pathTo(path);
  }
  return UNKNOWN;
};

const attribute: Handler = (reading, node) => {
  const object = child(node, 'object');
  const name = child(node, 'attribute');
  if (object === undefined || name === undefined) return reading.evaluateAll(node);
  return attributeOf(reading, reading.evaluate(object), reading.slice(name).normalize('NFKC'), object);
};

const string: Handler = (reading, node) => {
  const value = literal(reading, node);
  if (value.kind === 'text' && isSecretPlace(value.text)) {
    reading.effect('credential', 'a place of secrets', node, { text: value.text });
    return { ...value, from: taints([value], ['credential']) };
  }
  return value;
};

function literal(reading: Reading, node: SyntaxNode): Value {
  const prefix = prefixOf(reading.text, node);
  let text = '';
  const values: Value[] = [];
  for (const piece of node.children) {
    if (piece.type === 'string_content') {
      const raw = reading.slice(piece);
      text += prefix.includes('r') ? raw : unescape(raw);
    } else if (piece.type === 'interpolation') {
      const value = reading.evaluate(child(piece, 'expression') ?? piece.children[0]);
      values.push(value);
      text += value.kind === 'text' ? value.text : value.kind === 'number' ? String(value.value) : HOLE;
    }
  }
  // Bytes are one character for each byte of their UTF-8 only where they are ASCII, which literals of bytes are.
  return textOf(text, taints(values, text.includes(HOLE) ? ['computed'] : []));
}

const concatenated: Handler = (reading, node) => join(node.children.map((one) => reading.evaluate(one)));

function join(values: readonly Value[]): Value {
  if (values.some(({ kind }) => kind !== 'text')) return unknown(taints(values));
  return textOf(values.map((value) => (value.kind === 'text' ? value.text : '')).join(''), taints(values));
}

const binary: Handler = (reading, node) => {
  const left = reading.evaluate(child(node, 'left'));
  const right = reading.evaluate(child(node, 'right'));
  const sign = child(node, 'operator');
  return calculate(sign === undefined ? '' : reading.slice(sign), left, right);
};

const unary: Handler = (reading, node) => {
  const value = reading.evaluate(child(node, 'argument'));
  const sign = reading.text[node.start];
  if (value.kind !== 'number') return value;
  return number(sign === '-' ? -value.value : sign === '~' ? ~value.value : value.value, value.from);
};

const sequence: Handler = (reading, node) => {
  const items: Value[] = [];
  for (const one of node.children) {
    const value = reading.evaluate(one);
    handOn(reading, value, one);
    if (items.length < MOST_ITEMS) items.push(value);
  }
  return list(items);
};

const dictionary: Handler = (reading, node) => {
  const entries = new Map<string, Value>();
  const values: Value[] = [];
  for (const one of node.children) {
    if (one.type !== 'pair') {
      values.push(reading.evaluate(one));
      continue;
    }
    const key = reading.evaluate(child(one, 'key'));
    const value = reading.evaluate(child(one, 'value'));
    values.push(value);
    if (value.kind !== 'path') handOn(reading, value, one);
    if (key.kind === 'text') entries.set(key.text, value);
    else if (key.kind === 'number') entries.set(String(key.value), value);
  }
  return { kind: 'dict', entries, from: taints(values) };
};

const subscript: Handler = (reading, node) => {
  const object = reading.evaluate(child(node, 'value'));
  const index = node.children.find(({ field }) => field === 'subscript');
  if (index?.type === 'slice') return sliced(reading, object, index);
  return itemOf(reading, object, reading.evaluate(index), node);
};

function sliced(reading: Reading, object: Value, node: SyntaxNode): Value {
  const written = reading.slice(node).split(':');
  const bounds = written.map((part) => (/^\s*-?\d+\s*$/.test(part) ? Number(part) : undefined));
  if (object.kind !== 'text' && object.kind !== 'list') {
    reading.evaluateAll(node);
    return unknown(object.from);
  }
  const items: readonly (string | Value)[] = object.kind === 'text' ? [...object.text] : object.items;
  const [from, to, step = 1] = bounds;
  const whole = step < 0 ? items.toReversed() : items.slice(from, to);
  const every = Math.max(1, Math.abs(step));
  const kept = whole.filter((_, i) => i % every === 0);
  return object.kind === 'text'
    ? textOf(kept.join(''), [...new Set([...object.from, 'decoded' as const])])
    : { ...object, items: kept as Value[] };
}

const comprehension: Handler = (reading, node) => {
  const body = child(node, 'body');
  const clause = node.children.find(({ type }) => type === 'for_in_clause');
  const source = reading.evaluate(clause === undefined ? undefined : child(clause, 'right'));
  const target = clause === undefined ? undefined : child(clause, 'left');
  const others = node.children.filter((one) => one !== body && one !== clause);
  const items = source.kind === 'list' ? source.items : source.kind === 'text' ? charactersOf(source) : undefined;
  const single = target?.type === 'identifier' && others.length === 0 && items !== undefined;
  if (!single || items.length > Math.min(MOST_ITEMS, reading.repeats)) {
    return reading.inside(new Scope(reading.scope), () => {
      for (const one of others) reading.evaluate(one);
      if (target !== undefined) for (const name of namesIn(reading, target)) reading.bind(name, unknown(source.from));
      return unknown(reading.evaluate(body).from);
    });
  }
  reading.repeats -= items.length;
  const name = reading.slice(target);
  return list(
    items.map((item) => {
      const scope = new Scope(reading.scope);
      scope.names.set(name, item);
      return reading.inside(scope, () => reading.evaluate(body));
    }),
  );
};

/** Text iterates as characters; where bytes were meant, arithmetic on them needs their codes. */
function charactersOf(value: Extract<Value, { kind: 'text' }>): readonly Value[] {
  return [...value.text].map((letter) => textOf(letter, value.from));
}

export function namesIn(reading: Reading, target: SyntaxNode): string[] {
  if (target.type === 'identifier') return [reading.slice(target)];
  return target.children.flatMap((one) => namesIn(reading, one));
}

const conditional: Handler = (reading, node) => {
  const values = node.children.map((one) => reading.evaluate(one));
  const [first, , last] = values;
  if (first?.kind === 'path' && last?.kind === 'path') return { ...first, others: [last.path, ...(last.others ?? [])] };
  return (first?.kind === 'unknown' ? last : first) ?? UNKNOWN;
};

const boolean: Handler = (reading, node) => {
  const values = node.children.filter(({ field }) => field !== 'operator').map((one) => reading.evaluate(one));
  return values.findLast(({ kind }) => kind === 'path' || kind === 'function') ?? unknown(taints(values));
};

const inner: Handler = (reading, node) => {
  let last = UNKNOWN;
  for (const one of node.children) last = reading.evaluate(one);
  return last;
};

const lambda: Handler = (reading, node) => {
  const value: LocalFunction = {
    kind: 'function',
    unit: `lambda at line ${node.line}#${node.start}`,
    node,
    scope: reading.scope,
    from: [],
  };
  const parameters = child(node, 'parameters');
  if (parameters !== undefined) for (const one of parameters.children) reading.evaluate(child(one, 'value'));
  reading.later(value);
  return value;
};

/** A callable that is passed on, stored or returned may be called by whoever gets it. */
export function handOn(reading: Reading, value: Value, node: SyntaxNode): void {
  if (value.kind === 'function') reading.reaches(value.unit);
  if (value.kind !== 'path') return;
  for (const path of [value.path, ...(value.others ?? [])]) {
    const name = canonical(path);
    const kind = effectOf(name.path);
    if (
      kind === undefined ||
      !isListed(name.path) ||
      !HANDED.has(kind) ||
      /^(?:types|compile|timeit)\b/.test(name.path)
    )
      continue;
    reading.effect(kind, name.path, node, { indirect: name.indirect || value.indirect, from: value.from });
  }
}

/** What is told of a callable that is passed on and not called here. */
const HANDED: ReadonlySet<string> = new Set(['process', 'evaluate', 'native', 'deserialise']);

export const EXPRESSIONS: Readonly<Record<string, Handler>> = {
  identifier,
  attribute,
  string,
  concatenated_string: concatenated,
  integer: (reading, node) => number(parseNumeral(reading.slice(node))),
  true: () => number(1),
  false: () => number(0),
  binary_operator: binary,
  unary_operator: unary,
  list: sequence,
  tuple: sequence,
  set: sequence,
  expression_list: sequence,
  dictionary,
  subscript,
  list_comprehension: comprehension,
  generator_expression: comprehension,
  set_comprehension: comprehension,
  conditional_expression: conditional,
  boolean_operator: boolean,
  parenthesized_expression: inner,
  await: inner,
  list_splat: inner,
  dictionary_splat: inner,
  lambda,
};
