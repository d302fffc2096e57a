import { gated } from './compare.ts';
import { summarise } from './facts.ts';
import { READS } from './inputs.ts';
import { type EvaluatedArguments, evaluateArguments, type Machine } from './machine.ts';
import { foldContainer, foldFormat, foldText, join } from './methods.ts';
import { binary } from './operators.ts';
import { noteAccess } from './reach.ts';
import { noteRoles } from './roles.ts';
import type { State } from './state.ts';
import type { Expression } from './syntax.ts';
import { computed, list, LIST_KEPT, options, readsOf, scalar, textsOf, UNKNOWN, union, type Value } from './value.ts';

type Call = Extract<Expression, { kind: 'call' }>;

/** A call: of a name that Jinja or a library brings, of a macro, or of a method. */
export function call(machine: Machine, { callee, args, line }: Call): Value {
  const { state } = machine;
  const name = callee.kind === 'name' && !state.defined(callee.name) ? callee.name : undefined;
  if (name !== undefined) {
    state.lookup(name, line, true);
    if (name === 'raise_exception') state.quiet++;
    try {
      const evaluated = evaluateArguments(machine, args);
      return named(state, name, evaluated, line);
    } finally {
      if (name === 'raise_exception') state.quiet--;
    }
  }
  const target = machine.evaluate(callee);
  const evaluated = evaluateArguments(machine, args);
  const results = options(target).map((one): Value => {
    if (one.kind === 'computed' && one.macro !== undefined) return machine.macro(one.macro, evaluated);
    const method = one.kind === 'computed' ? one.method : undefined;
    if (method === undefined) return result([one], evaluated);
    state.facts.method({ name: method.name, called: true, line });
    if (callee.kind === 'attribute' || callee.kind === 'item') mutate(machine, callee.object, method, evaluated, line);
    return callMethod(state, method.of, method.name, evaluated, line);
  });
  return union(results);
}

function result(from: readonly Value[], { positional, named: rest }: EvaluatedArguments): Value {
  return computed([...from, ...positional, ...rest.values()]);
}

/** What the functions return that Jinja and the chat libraries bring along. */
function named(state: State, name: string, args: EvaluatedArguments, line: number): Value {
  const [first] = args.positional;
  switch (name) {
    case 'range':
      return range(args.positional);
    case 'dict':
      return first === undefined ? { kind: 'dict', entries: args.named } : first;
    case 'namespace':
      return state.newSpace(new Map([...(first?.kind === 'dict' ? first.entries : []), ...args.named]));
    case 'strftime_now':
      return computed([...args.positional], { reads: READS.date });
    case 'raise_exception':
      return scalar('');
    case 'lipsum': {
      const count = args.named.get('n') ?? first;
      const words = count?.kind === 'scalar' && typeof count.value === 'number' ? count.value * 100 : 0;
      if (words > 0) state.facts.growth({ what: 'words', size: words * state.multiplier, line });
      return { ...UNKNOWN, printed: true };
    }
    case 'cycler':
    case 'joiner':
      return computed([...args.positional, ...args.named.values()], { object: name });
    default:
      return result([state.lookup(name, line, true)], args);
  }
}

function range(args: readonly Value[]): Value {
  const numbers = args.map((value) => (value.kind === 'scalar' && typeof value.value === 'number' ? value.value : NaN));
  if (numbers.length === 0 || numbers.some((number) => Number.isNaN(number))) {
    const sizes = args.map((value) => (value.kind === 'options' || value.kind === 'scalar' ? largest(value) : 0));
    const size = Math.max(0, ...sizes);
    return { ...computed(args), fragments: [], ...(size > LIST_KEPT ? { size } : {}) };
  }
  const [start, stop] = numbers.length === 1 ? [0, numbers[0] ?? 0] : [numbers[0] ?? 0, numbers[1] ?? 0];
  const step = numbers[2] ?? 1;
  const size = step === 0 ? 0 : Math.max(0, Math.ceil((stop - start) / step));
  if (size > LIST_KEPT) return { ...UNKNOWN, size };
  return list(Array.from({ length: size }, (_, i) => scalar(start + i * step)));
}

function largest(value: Value): number {
  const numbers = options(value).map((one) => (one.kind === 'scalar' && typeof one.value === 'number' ? one.value : 0));
  return Math.max(...numbers);
}

/** Methods that change a list or dictionary in place: of a variable of the template, or of the conversation itself. */
const MUTATORS: ReadonlySet<string> = new Set([
  'append',
  'extend',
  'insert',
  'update',
  'add',
  'clear',
  'remove',
  'setdefault',
  'popitem',
  '__setitem__',
]);

function mutate(
  machine: Machine,
  object: Expression,
  { of, name }: { readonly of: Value; readonly name: string },
  { positional }: EvaluatedArguments,
  line: number,
): void {
  if (!MUTATORS.has(name)) return;
  const { state } = machine;
  if (
    (readsOf(of) & (READS.messages | READS.content)) !== 0 &&
    (object.kind !== 'name' || !state.defined(object.name))
  ) {
    const gates = state.narrowGates().map(summarise);
    state.facts.tampering({ operation: 'mutate', from: [name], to: [...textsOf(list(positional))], gates, line });
  }
  const added = name === 'append' ? list(positional) : union(positional.length === 0 ? [UNKNOWN] : positional);
  const after = binary('+', of, added);
  if (object.kind === 'name' && state.defined(object.name)) state.assign(object.name, undefined, after);
  else if (object.kind === 'attribute' && object.object.kind === 'name' && state.defined(object.object.name))
    state.assign(object.object.name, object.name, after);
}

/** Methods whose result on a message tells whether it holds something. */
const SEARCHES: ReadonlySet<string> = new Set([
  'split',
  'rsplit',
  'partition',
  'rpartition',
  'replace',
  'removeprefix',
]);

const LOOKS: ReadonlySet<string> = new Set([
  'startswith',
  'endswith',
  'find',
  'rfind',
  'index',
  'count',
  '__contains__',
  'isdigit',
]);

/** `of.name(...)`. */
function callMethod(state: State, of: Value, name: string, args: EvaluatedArguments, line: number): Value {
  const { positional, named: rest } = args;
  const [first] = positional;
  if (name === 'format' || name === 'format_map') {
    noteFields(state, of, positional, line);
    return foldFormat(of, positional, name === 'format_map' && first?.kind === 'dict' ? first.entries : rest);
  }
  if (name === 'join' && first !== undefined) return join(first, of);
  if (name === 'get' && first !== undefined) noteRoles(state, of, first, line);
  if (LOOKS.has(name)) return looked(state, of, name, positional);
  noteContentChange(state, of, name, positional, line);
  if (SEARCHES.has(name) && (readsOf(of) & READS.content) !== 0) {
    const sought = positional.slice(0, 1).flatMap((value) => textsOf(value));
    return computed(
      [of],
      sought.length === 0 ? {} : { sought, fragments: name === 'replace' ? textsOf(list(positional)) : [] },
    );
  }
  return foldText(name, of, positional, false) ?? foldContainer(name, of, positional) ?? result([of], args);
}

function looked(state: State, of: Value, name: string, args: readonly Value[]): Value {
  const [first] = args;
  if (of.kind === 'scalar' && typeof of.value === 'string' && first?.kind === 'scalar') {
    const text = String(first.value);
    if (name === 'startswith') return scalar(of.value.startsWith(text));
    if (name === 'endswith') return scalar(of.value.endsWith(text));
    if (name === 'count') return scalar(text === '' ? of.value.length + 1 : of.value.split(text).length - 1);
    return scalar(name === 'rfind' ? of.value.lastIndexOf(text) : of.value.indexOf(text));
  }
  return gated(state, name, [of, ...args]);
}

/** Format fields that reach into their argument: `{0.__class__}`, `{x[name]}`. */
function noteFields(state: State, format: Value, args: readonly Value[], line: number): void {
  for (const text of textsOf(format)) {
    for (const [, path] of text.matchAll(/\{\w*((?:\.\w+|\[[^\]{}]*\])+)/g)) {
      for (const [, name] of (path ?? '').matchAll(/[.[]([^.[\]]+)/g)) {
        noteAccess(state, args[0] ?? UNKNOWN, scalar(name ?? ''), 'format-field', line);
      }
    }
  }
}

/** Notes where the text of a message is put out otherwise than it was written. */
export function noteContentChange(state: State, of: Value, name: string, args: readonly Value[], line: number): void {
  const operation = CHANGES[name];
  if (operation === undefined || (readsOf(of) & READS.content) === 0 || state.quiet > 0) return;
  // Found documents are shortened to fit; what people said is not.
  if (operation === 'cut' && (readsOf(of) & READS.documents) !== 0) return;
  const gates = state.narrowGates().map(summarise);
  const text = (value: Value | undefined) =>
    value === undefined ? [] : [...textsOf(value)].map((one) => one.slice(0, 200));
  state.facts.tampering({ operation, from: text(args[0]), to: text(args[1]), gates, line });
}

const CHANGES = {
  replace: 'replace',
  split: 'split',
  rsplit: 'split',
  partition: 'split',
  rpartition: 'split',
  truncate: 'cut',
  reverse: 'reorder',
  upper: 'case',
  lower: 'case',
  title: 'case',
  swapcase: 'case',
  translate: 'replace',
} as Readonly<Record<string, 'replace' | 'split' | 'cut' | 'reorder' | 'case' | undefined>>;
