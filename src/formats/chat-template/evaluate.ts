import { call, noteContentChange } from './calls.ts';
import { compare, gatesOfTruth } from './compare.ts';
import { summarise } from './facts.ts';
import { filter, test as applyTest } from './filters.ts';
import { READS } from './inputs.ts';
import type { Machine } from './machine.ts';
import { binary, slice } from './operators.ts';
import { reach } from './reach.ts';
import { noteRoles } from './roles.ts';
import { isNarrow, type State } from './state.ts';
import type { Expression } from './syntax.ts';
import { computed, type Gate, list, readsOf, scalar, sizeOf, truth, union, UNKNOWN, type Value } from './value.ts';

/** Expressions inside expressions; a tree leans as deep as its chains are long (CWE-674). */
const DEPTH = 600;
/** Characters, items or bits from which a constant's size is noted. */
const NOTED = 50_000;

/** What an expression is, as far as that follows from the template alone. */
export function evaluate(machine: Machine, expression: Expression): Value {
  const { state } = machine;
  if (!state.step()) return UNKNOWN;
  if (state.depth >= DEPTH) {
    state.limited = true;
    return UNKNOWN;
  }
  state.depth++;
  try {
    return evaluateOne(machine, expression);
  } finally {
    state.depth--;
  }
}

function evaluateOne(machine: Machine, e: Expression): Value {
  const { state } = machine;
  switch (e.kind) {
    case 'constant':
      if (typeof e.value === 'string') state.literal(e.value, e.line);
      return scalar(e.value, true);
    case 'list':
      return list(e.items.map((item) => machine.evaluate(item)));
    case 'dict':
      return dict(machine, e.entries);
    case 'name':
      return state.lookup(e.name, e.line, false);
    case 'attribute':
      return reach(state, machine.evaluate(e.object), scalar(e.name, true), 'dot', e.line);
    case 'item':
      return looked(state, machine.evaluate(e.object), machine.evaluate(e.index), e.line);
    case 'slice':
      return sliced(machine, e);
    case 'call':
      return grown(state, call(machine, e), e.line);
    case 'filter': {
      const of = e.object === undefined ? UNKNOWN : machine.evaluate(e.object);
      return grown(state, filter(machine, of, e.name, e.args, e.line), e.line);
    }
    case 'test':
      return applyTest(machine, e);
    case 'not': {
      const value = machine.evaluate(e.operand);
      const known = truth(value);
      return known === undefined ? computed([value]) : scalar(!known);
    }
    case 'unary': {
      const value = machine.evaluate(e.operand);
      return value.kind === 'scalar' && typeof value.value === 'number' && e.operator === '-'
        ? scalar(-value.value)
        : value;
    }
    case 'binary':
      return operation(state, e.operator, machine.evaluate(e.left), machine.evaluate(e.right), e.line);
    case 'compare':
      return compared(machine, e);
    case 'logic':
      return logic(machine, e);
    case 'condition':
      return condition(machine, e);
  }
}

function looked(state: State, object: Value, index: Value, line: number): Value {
  noteRoles(state, object, index, line);
  return reach(state, object, index, 'subscript', line);
}

function dict(machine: Machine, pairs: readonly (readonly [Expression, Expression])[]): Value {
  const entries = new Map<string, Value>();
  for (const [key, value] of pairs) {
    const name = machine.evaluate(key);
    entries.set(name.kind === 'scalar' ? String(name.value) : '', machine.evaluate(value));
  }
  return { kind: 'dict', entries };
}

function sliced(machine: Machine, e: Extract<Expression, { kind: 'slice' }>): Value {
  const { state } = machine;
  const object = machine.evaluate(e.object);
  const bounds = e.bounds.map((bound) => (bound === undefined ? undefined : machine.evaluate(bound)));
  if ((readsOf(object) & READS.content) !== 0 && state.quiet === 0) {
    const step = bounds[2];
    if (step?.kind === 'scalar' && typeof step.value === 'number' && step.value < 0)
      noteContentChange(state, object, 'reverse', [], e.line);
    else if (e.object.kind !== 'call' && bounds.slice(0, 2).some((bound) => bound?.kind === 'scalar')) {
      const from = bounds.slice(0, 2).map((bound) => (bound?.kind === 'scalar' ? String(bound.value) : ''));
      state.facts.tampering({
        operation: 'slice',
        from,
        to: [],
        gates: state.narrowGates().map(summarise),
        line: e.line,
      });
    }
  }
  return slice(object, bounds);
}

function operation(state: State, operator: string, left: Value, right: Value, line: number): Value {
  const value = binary(operator, left, right);
  if (operator === '**' && left.kind === 'scalar' && right.kind === 'scalar') {
    const bits = Number(right.value) * Math.log2(Math.abs(Number(left.value)));
    if (bits > NOTED) state.facts.growth({ what: 'number', size: bits, line });
  }
  return grown(state, value, line);
}

/** A value, noted where it is known to be large: padded, repeated, or made a list of. */
function grown(state: State, value: Value, line: number): Value {
  const size = sizeOf(value) ?? 0;
  if (size > NOTED) state.facts.growth({ what: 'text', size, line });
  return value;
}

function compared(machine: Machine, e: Extract<Expression, { kind: 'compare' }>): Value {
  const { state } = machine;
  // A constant that is compared goes into no prompt.
  state.quiet++;
  const [left, right] = [machine.evaluate(e.left), machine.evaluate(e.right)];
  state.quiet--;
  return compare(state, e.operator, left, right);
}

function logic(machine: Machine, e: Extract<Expression, { kind: 'logic' }>): Value {
  const left = machine.evaluate(e.left);
  const right = machine.evaluate(e.right);
  const known = truth(left);
  if (known === undefined) return union([left, right]);
  return known === (e.operator === 'or') ? left : right;
}

function condition(machine: Machine, e: Extract<Expression, { kind: 'condition' }>): Value {
  const { state } = machine;
  const { gates, known } = decide(machine, e.test);
  if (known === undefined && state.quiet === 0 && e.chosen.kind === 'constant')
    noteRole(state, gates, e.chosen.value, e.line);
  const then = state.guarded(gates, '… if …', () => machine.evaluate(e.chosen));
  const otherwise = e.otherwise;
  const no = otherwise === undefined ? scalar('') : state.guarded(gates, '… else …', () => machine.evaluate(otherwise));
  if (known !== undefined) return known ? then : no;
  const narrow = gates.filter(isNarrow);
  const values = narrow.length === 0 ? [then, no] : [then, no, computed([then, no], { gates: narrow })];
  return union(values);
}

/** What people say: where it is given out as an order of the system, they can give orders. */
const SPEAKERS: ReadonlySet<string> = new Set(['user', 'human', 'assistant', 'model']);
const ORDERS = /^(?:system|developer)$/i;

/** Notes a role that becomes that of the system: `'system' if message.role == 'user'`. */
export function noteRole(state: State, gates: readonly Gate[], chosen: unknown, line: number): void {
  if (typeof chosen !== 'string' || !ORDERS.test(chosen.trim())) return;
  const from = gates.flatMap(({ reads, operator, constants }) =>
    reads === READS.role && operator === '==' ? constants.filter((role) => SPEAKERS.has(role.toLowerCase())) : [],
  );
  // A word that the speaker must know is one more condition; where the conversation stands is another matter.
  const others = gates.filter(({ reads }) => reads !== READS.role);
  if (from.length === 0 || others.some((gate) => (gate.reads & READS.content) === 0 || gate.constants.length === 0))
    return;
  if (gates.length - others.length > 1) return;
  state.facts.tampering({
    operation: 'role',
    from,
    to: [chosen.trim()],
    gates: gates.slice(0, 8).map(summarise),
    line,
  });
}

/** A condition: what decides it, and whether that is known. */
export function decide(machine: Machine, test: Expression): { gates: readonly Gate[]; known: boolean | undefined } {
  const { state } = machine;
  state.quiet++;
  const value = machine.evaluate(test);
  state.quiet--;
  return { gates: gatesOfTruth(state, value), known: truth(value) };
}
