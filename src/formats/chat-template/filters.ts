import { noteContentChange } from './calls.ts';
import { compare, gated } from './compare.ts';
import { type EvaluatedArguments, evaluateArguments, type Machine } from './machine.ts';
import { foldSequence, foldText, join } from './methods.ts';
import { formatPercent, shown } from './operators.ts';
import { elementOf, noteAccess, reach } from './reach.ts';
import type { State } from './state.ts';
import type { Arguments, Expression } from './syntax.ts';
import {
  computed,
  elementsOf,
  list,
  options,
  readsOf,
  scalar,
  sizeOf,
  stringsOf,
  TEXT_KEPT,
  union,
  UNKNOWN,
  type Value,
} from './value.ts';

/** Filters that take attributes of the elements by name. */
const BY_ATTRIBUTE: ReadonlySet<string> = new Set(['groupby', 'sort', 'unique', 'sum', 'min', 'max', 'map']);

/** `of | name(args)`. */
export function filter(machine: Machine, of: Value, name: string, given: Arguments, line: number): Value {
  const args = evaluateArguments(machine, given);
  return apply(machine.state, of, name, args, line);
}

function apply(state: State, of: Value, name: string, args: EvaluatedArguments, line: number): Value {
  const { positional, named } = args;
  const [first] = positional;
  state.facts.filter({ name, called: true, line });
  const attribute = named.get('attribute');
  if (BY_ATTRIBUTE.has(name) && attribute !== undefined) return byAttribute(state, of, name, attribute, line);
  switch (name) {
    case 'attr':
      return first === undefined ? UNKNOWN : reach(state, of, first, 'attr-filter', line);
    case 'map':
      return first === undefined ? UNKNOWN : mapped(state, of, first, args, line);
    case 'groupby':
      if (first !== undefined) noteAccess(state, elementOf(of), first, 'attribute-argument', line);
      return computed([of]);
    case 'selectattr':
    case 'rejectattr':
      return selected(state, of, args, line, true);
    case 'select':
    case 'reject':
      return selected(state, of, args, line, false);
    case 'default':
    case 'd':
      return of.kind === 'scalar' && of.value !== null ? of : union([of, first ?? scalar('')]);
    case 'string':
      return printedText(of);
    case 'join':
      return join(attribute === undefined ? of : computed([of]), first ?? scalar(''));
    case 'format':
      return union(
        options(of).map((one) =>
          one.kind === 'scalar' && typeof one.value === 'string'
            ? formatPercent(one.value, positional)
            : computed([one, ...positional]),
        ),
      );
    case 'safe':
    case 'e':
    case 'escape':
    case 'forceescape':
    case 'striptags':
      return of;
    case 'int':
    case 'float':
    case 'abs':
    case 'round':
      return number(of);
    case 'indent':
    case 'wordwrap':
      return padded(of, first ?? named.get('width'));
    case 'center':
      return padded(of, first ?? named.get('width'));
    case 'batch':
    case 'slice':
      return parted(of, name, args);
    default:
  }
  noteContentChange(state, of, name, positional, line);
  if (name === 'length' || name === 'count') {
    const size = sizeOf(of);
    return size === undefined ? { ...computed([of]), fragments: [] } : scalar(size);
  }
  return foldText(name, of, positional, true) ?? foldSequence(name, of, positional) ?? rest(of, name, args);
}

/** Parts of a list: a batch is filled up to its length, and a list is cut into as many slices as are asked for. */
function parted(of: Value, name: string, { positional, named }: EvaluatedArguments): Value {
  const count = positional[0] ?? named.get(name === 'batch' ? 'linecount' : 'slices');
  const fills = name === 'slice' || positional.length > 1 || named.has('fill_with');
  const size = count?.kind === 'scalar' && typeof count.value === 'number' && fills ? count.value : 0;
  return computed([of], { element: of, ...(size > TEXT_KEPT ? { size } : {}) });
}

/** A filter that is not folded; the first or last of something is one of its elements. */
function rest(of: Value, name: string, { positional, named }: EvaluatedArguments): Value {
  const result = computed([of, ...positional, ...named.values()], objectIn(of));
  if (['first', 'last', 'random'].includes(name)) return elementOf(of);
  const element = ['list', 'reverse', 'sort', 'unique'].includes(name) ? elementOf(of) : undefined;
  return element === undefined ? result : { ...result, element };
}

function objectIn(of: Value): { object?: string } {
  const object = options(of).find((one) => one.kind === 'computed' && one.object !== undefined);
  return object?.kind === 'computed' && object.object !== undefined ? { object: object.object } : {};
}

function byAttribute(state: State, of: Value, name: string, attribute: Value, line: number): Value {
  noteAccess(state, elementOf(of), attribute, 'attribute-argument', line);
  const [path] = stringsOf(attribute);
  if (name !== 'map' || path === undefined || path.includes('.')) return computed([of]);
  const element = reach(state, elementOf(of), attribute, 'attribute-argument', line);
  return computed([element], { element });
}

/** `map('filter', ...)`: that filter on each element. */
function mapped(state: State, of: Value, name: Value, { positional, named }: EvaluatedArguments, line: number): Value {
  const args = { positional: positional.slice(1), named };
  const names = stringsOf(name);
  if (names.length === 0) {
    const { fragments } = computed([name]);
    state.facts.access({ how: 'attribute-argument', folded: true, base: 'filter', fragments, printed: false, line });
    return computed([of]);
  }
  const results = names.map((filterName) => {
    const elements = elementsOf(of);
    if (elements !== undefined && elements.length <= 64)
      return list(elements.map((element) => apply(state, element, filterName, args, line)));
    const element = apply(state, elementOf(of), filterName, args, line);
    return computed([element], { element });
  });
  return union(results);
}

/** `select('test', x)` and `selectattr('name', 'test', x)`: a look at each element. */
function selected(state: State, of: Value, { positional }: EvaluatedArguments, line: number, byName: boolean): Value {
  const [name] = positional;
  const element = elementOf(of);
  const inside = byName && name !== undefined ? reach(state, element, name, 'attribute-argument', line) : element;
  const operands = positional.slice(byName ? 2 : 1);
  const gates = operands.length === 0 ? [] : gated(state, 'select', [inside, ...operands]).gates;
  const object = readsOf(of) === 0 && of.kind !== 'list' ? { object: 'generator' } : {};
  const found = computed([of], { element: { ...computed([element]), gates: [...gates] }, ...object });
  const constant = elementsOf(of);
  if (constant !== undefined && gates.length === 0) return { ...found, object: 'generator', element };
  return { ...found, gates: [...found.gates, ...gates].slice(0, 12) };
}

/** The printed form: of an object of Python it holds letters, brackets and underscores that nobody wrote. */
function printedText(of: Value): Value {
  return union(
    options(of).map((one) => {
      const text = shown(one);
      if (text !== undefined) return scalar(text);
      const object = one.kind === 'computed' && (one.object !== undefined || one.reads === 0);
      return computed([one], object || one.kind === 'list' || one.kind === 'dict' ? { printed: true } : {});
    }),
  );
}

function number(of: Value): Value {
  return union(
    options(of).map((one) => {
      const value = one.kind === 'scalar' ? Number(one.value) : Number.NaN;
      return Number.isNaN(value) ? { ...computed([one]), fragments: [] } : scalar(value);
    }),
  );
}

function padded(of: Value, width: Value | undefined): Value {
  const size = width?.kind === 'scalar' && typeof width.value === 'number' ? width.value : 0;
  return size > TEXT_KEPT ? computed([of], { size }) : union([of, computed([of])]);
}

/** `object is name(args)`. */
export function test(machine: Machine, { object, name, args }: Extract<Expression, { kind: 'test' }>): Value {
  const { state } = machine;
  const of = machine.evaluate(object);
  const { positional } = evaluateArguments(machine, args);
  const [first] = positional;
  if (first === undefined) {
    if (of.kind === 'scalar' && (name === 'defined' || name === 'undefined')) return scalar(name === 'defined');
    return { ...computed([of]), fragments: [] };
  }
  const operator = TESTS[name];
  return operator === undefined ? gated(state, `is ${name}`, [of, ...positional]) : compare(state, operator, of, first);
}

const TESTS: Readonly<Record<string, string>> = {
  equalto: '==',
  eq: '==',
  '==': '==',
  sameas: '==',
  ne: '!=',
  in: 'in',
  lt: '<',
  lessthan: '<',
  gt: '>',
  greaterthan: '>',
  ge: '>=',
  le: '<=',
};
