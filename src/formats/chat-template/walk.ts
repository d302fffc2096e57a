import { decide, evaluate, noteRole } from './evaluate.ts';
import { summarise } from './facts.ts';
import { filter } from './filters.ts';
import { READS } from './inputs.ts';
import type { EvaluatedArguments, Machine } from './machine.ts';
import { binary, item, shown } from './operators.ts';
import { elementOf } from './reach.ts';
import type { State } from './state.ts';
import type { Body, Expression, Macro, Statement, Target } from './syntax.ts';
import {
  computed,
  elementsOf,
  type Gate,
  options,
  readsOf,
  scalar,
  sizeOf,
  stringsOf,
  union,
  UNKNOWN,
  type Value,
} from './value.ts';

/** Constant lists up to this length are gone through element by element. */
const UNROLLED = 64;
/** Macros inside macros that are followed, and how often one within itself. */
const CALLS = 8;
const RECURSIONS = 2;
/** Iterations from which a loop is noted. */
const NOTED = 10_000;
/** Loops inside one another up to which each is gone through twice. */
const TWICE = 3;
/** For recursion without end. */
const ENDLESS = Number.MAX_VALUE;

/** Walks a template once, and then the macros that nothing called. */
export function walk(state: State, body: Body): void {
  const machine: Machine = {
    state,
    evaluate: (expression) => evaluate(machine, expression),
    run: (inside) => run(machine, inside),
    macro: (index, args) => inline(machine, index, args),
  };
  run(machine, body);
  for (let i = 0; i < state.macros.length; i++) {
    if (!state.inlined.has(i)) inline(machine, i, { positional: [], named: new Map() });
  }
}

function run(machine: Machine, body: Body): void {
  for (const statement of body) {
    if (!machine.state.step()) return;
    runOne(machine, statement);
  }
}

function runOne(machine: Machine, s: Statement): void {
  const { state } = machine;
  switch (s.kind) {
    case 'data':
      state.emit(s.text, 'data', s.line);
      state.out?.push(scalar(s.text));
      return;
    case 'output':
      return output(machine, s.value, s.line);
    case 'if':
      return branches(machine, s);
    case 'for':
      return loop(machine, s);
    case 'set':
      return assign(machine, s);
    case 'set-block': {
      let value = concat(state.captured(() => run(machine, s.body)));
      for (const one of s.filters) value = filterChain(machine, one, value);
      state.assign(s.target.name, s.target.attribute, value);
      return;
    }
    case 'macro':
      state.assign(s.macro.name, undefined, state.newMacro(s.macro));
      return;
    case 'call':
      return callBlock(machine, s.call, s.macro, s.line);
    case 'filter': {
      const text = concat(state.captured(() => run(machine, s.body)));
      return put(state, filterChain(machine, s.filter, text), s.line, 'folded');
    }
    case 'with': {
      const names = new Map(s.assignments.map(([name, value]) => [name, machine.evaluate(value)]));
      return state.scoped(names, () => run(machine, s.body));
    }
    case 'scope':
      return run(machine, s.body);
    case 'load': {
      const targets = stringsOf(machine.evaluate(s.template));
      if (targets.length === 0) state.facts.load({ tag: s.tag, line: s.line });
      for (const target of targets) state.facts.load({ tag: s.tag, target: target.slice(0, 300), line: s.line });
      for (const name of s.names) state.assign(name, undefined, UNKNOWN);
      return;
    }
    case 'other':
      if (s.tag === 'debug') state.facts.load({ tag: s.tag, line: s.line });
      for (const value of s.values) machine.evaluate(value);
  }
}

function output(machine: Machine, expression: Expression, line: number): void {
  put(machine.state, machine.evaluate(expression), line, expression.kind === 'constant' ? 'literal' : 'folded');
}

/** What `{{ value }}` puts out: constant texts of it are the template's own words. */
function put(state: State, value: Value, line: number, origin: 'literal' | 'folded'): void {
  state.out?.push(value);
  for (const one of options(value)) {
    if (one.kind === 'scalar') state.emit(shown(one) ?? '', origin, line);
    else {
      const { fragments, gates } = computed([one]);
      for (const fragment of fragments) state.emit(fragment, 'folded', line, gates);
    }
  }
  const reads = readsOf(value);
  if ((reads & READS.content) === 0) {
    // A token such as eos_token ends the message.
    if ((reads & READS.setting) !== 0) state.afterContent = false;
    return;
  }
  if (state.quiet === 0) withheld(state, line);
  state.afterContent = state.inMessages > 0;
  state.leading = false;
}

/** Notes where a message's text is put out only if it holds, or does not hold, certain words. */
function withheld(state: State, line: number): void {
  const gates = state.guards.flatMap((guard) => guard.gates.filter((gate) => (gate.reads & READS.content) !== 0));
  if (gates.length === 0) return;
  const from = [...new Set(gates.flatMap(({ constants }) => constants))];
  if (from.length > 0)
    state.facts.tampering({ operation: 'withhold', from, to: [], gates: gates.slice(0, 8).map(summarise), line });
}

function branches(machine: Machine, s: Extract<Statement, { kind: 'if' }>): void {
  const { state } = machine;
  const earlier: Gate[] = [];
  for (const branch of s.branches) {
    const decided = branch.test === undefined ? undefined : decide(machine, branch.test);
    // A macro that calls itself ends where its condition does.
    if (decided?.known === false && state.calls.length > 0) continue;
    if (decided?.known === true) {
      run(machine, branch.body);
      return;
    }
    const gates = [...earlier, ...(decided?.gates ?? [])];
    state.guarded(gates, branch.source, () => run(machine, branch.body));
    earlier.push(...(decided?.gates ?? []));
  }
}

function loop(machine: Machine, s: Extract<Statement, { kind: 'for' }>): void {
  const { state } = machine;
  const over = machine.evaluate(s.over);
  const elements = elementsOf(over);
  const size = sizeOf(over);
  const multiplier = state.multiplier;
  if (size !== undefined) {
    state.multiplier *= Math.max(1, size);
    if (size > 1 && state.multiplier > NOTED)
      state.facts.growth({ what: 'loop', size: state.multiplier, line: s.line });
  }
  const overMessages = (readsOf(over) & READS.messages) !== 0;
  if (overMessages) {
    state.inMessages++;
    forgets(machine, s);
  }
  state.afterContent = false;

  const once = (element: Value): void => {
    const names = new Map<string, Value>([['loop', { ...UNKNOWN, object: 'loop' }]]);
    s.targets.forEach((target, i) => names.set(target, s.targets.length === 1 ? element : item(element, scalar(i))));
    if (overMessages) state.leading = true;
    state.scoped(names, () => {
      if (s.test === undefined) return run(machine, s.body);
      const { gates } = decide(machine, s.test);
      state.guarded(gates, s.source, () => run(machine, s.body));
    });
  };
  if (elements !== undefined && elements.length <= UNROLLED && !state.hurried) {
    for (const element of elements) {
      once(element);
      if (state.hurried) break;
    }
  } else {
    state.conditional++;
    state.loops++;
    once(elementOf(over));
    // What one turn leaves behind, the next finds; inside further loops that would multiply.
    if (!state.hurried && state.loops < TWICE) once(elementOf(over));
    state.loops--;
    state.conditional--;
  }
  if (overMessages) state.leading = false;
  run(machine, s.otherwise);
  state.multiplier = multiplier;
  if (overMessages) state.inMessages--;
}

/** A loop over the last few messages alone. */
function forgets({ state, evaluate: value }: Machine, { over, line }: Extract<Statement, { kind: 'for' }>): void {
  if (over.kind !== 'slice') return;
  const [start, stop] = over.bounds;
  const from = start === undefined ? undefined : value(start);
  if (stop === undefined && from?.kind === 'scalar' && typeof from.value === 'number' && from.value < 0)
    state.facts.tampering({ operation: 'forget', from: [String(from.value)], to: [], gates: [], line });
}

function assign(machine: Machine, s: Extract<Statement, { kind: 'set' }>): void {
  const value = machine.evaluate(s.value);
  const guard = machine.state.guards.at(-1);
  if (guard !== undefined && value.kind === 'scalar') noteRole(machine.state, guard.gates, value.value, s.line);
  s.targets.forEach(({ name, attribute }: Target, i) => {
    machine.state.assign(name, attribute, s.targets.length === 1 ? value : item(value, scalar(i)));
  });
}

function concat(values: readonly Value[]): Value {
  return values.reduce((all, value) => binary('~', all, value), scalar(''));
}

/** The filters of a block, innermost first; the innermost has no object of its own. */
function filterChain(machine: Machine, expression: Expression, value: Value): Value {
  if (expression.kind !== 'filter') return value;
  const object = expression.object === undefined ? value : filterChain(machine, expression.object, value);
  return filter(machine, object, expression.name, expression.args, expression.line);
}

function callBlock(machine: Machine, call: Expression, macro: Macro, line: number): void {
  const { state } = machine;
  const names = new Map(macro.parameters.map(({ name }) => [name, UNKNOWN] as const));
  const body = state.captured(() => state.scoped(names, () => run(machine, macro.body)));
  state.scoped(new Map([['caller', computed(body, { object: 'macro' })]]), () => {
    put(state, union([machine.evaluate(call), computed(body)]), line, 'folded');
  });
}

/** What a macro puts out with these arguments; one that calls itself is followed a few times. */
function inline(machine: Machine, index: number, args: EvaluatedArguments): Value {
  const { state } = machine;
  const macro = state.macros[index];
  if (macro === undefined) return UNKNOWN;
  state.inlined.add(index);
  const within = state.calls.filter((call) => call.macro === index);
  const [before] = within;
  if (before !== undefined) noteRecursion(state, macro, before.guards, args);
  if (within.length > RECURSIONS || state.calls.length >= CALLS || state.hurried)
    return computed([...args.positional, ...args.named.values()]);
  const names = new Map<string, Value>();
  macro.parameters.forEach(({ name, fallback }, i) => {
    const given = args.named.get(name) ?? args.positional[i];
    names.set(name, given ?? (fallback === undefined ? UNKNOWN : machine.evaluate(fallback)));
  });
  names.set('varargs', union([UNKNOWN, ...args.positional.slice(macro.parameters.length)]));
  names.set('kwargs', { kind: 'dict', entries: args.named });
  state.calls.push({ macro: index, guards: state.guards.length });
  try {
    return concat(state.captured(() => state.scoped(names, () => run(machine, macro.body))));
  } finally {
    state.calls.pop();
  }
}

/** A call of a macro from within itself that nothing stops, or that comes twice with a smaller constant each time. */
function noteRecursion(state: State, macro: Macro, guards: number, args: EvaluatedArguments): void {
  const line = macro.body[0]?.line ?? 1;
  if (state.guards.length === guards && state.conditional === state.guards.length) {
    state.facts.growth({ what: 'recursion', size: ENDLESS, line });
    return;
  }
  const count = args.positional.find((value) => value.kind === 'scalar' && typeof value.value === 'number');
  const calls = selfCalls(macro.body, macro.name);
  if (count?.kind === 'scalar' && calls > 1) {
    state.facts.growth({ what: 'recursion', size: calls ** Math.min(500, Math.abs(Number(count.value))), line });
  }
}

/** How often a macro's own text calls it. */
function selfCalls(body: Body, name: string): number {
  const text = JSON.stringify(body);
  return text.split(`"callee":{"kind":"name","name":${JSON.stringify(name)}`).length - 1;
}
