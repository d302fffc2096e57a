import { READS } from './inputs.ts';
import type { State } from './state.ts';
import { type Computed, computed, elementsOf, type Gate, readsOf, scalar, stringsOf, type Value } from './value.ts';

const CONSTANT = 200;

/** A comparison of `left` with `right`: known for constants, else a gate where one of them is of the conversation. */
export function compare(state: State, operator: string, left: Value, right: Value): Value {
  const known = folded(operator, left, right);
  return known === undefined ? gated(state, operator, [left, right]) : scalar(known);
}

/** A truth that depends on values of the conversation, and the gate that this makes. */
export function gated(state: State, operator: string, values: readonly Value[]): Computed {
  const all = computed(values);
  const result = { ...all, fragments: [], size: undefined };
  const gate = gateOf(operator, values);
  if (gate === undefined) return strip(result);
  state.facts.condition(gate);
  return strip({ ...result, gates: [...all.gates, gate].slice(0, 12) });
}

function strip({ reads, gates }: Computed | (Omit<Computed, 'size'> & { size: undefined })): Computed {
  return { kind: 'computed', reads, gates, fragments: [] };
}

function gateOf(operator: string, values: readonly Value[]): Gate | undefined {
  const reads = values.reduce((bits, value) => bits | readsOf(value), 0);
  if (reads === 0) return undefined;
  const direct = values.flatMap((value) => [
    ...stringsOf(value),
    ...numbersOf(value),
    ...(elementsOf(value) ?? []).flatMap((element) => (value.kind === 'scalar' ? [] : stringsOf(element))),
  ]);
  const constants = direct.length > 0 ? direct : values.flatMap((value) => computed([value]).sought ?? []);
  const short = constants.filter((constant) => constant !== '' && constant.length <= CONSTANT);
  return { reads, operator, constants: [...new Set(short)].slice(0, 24) };
}

function numbersOf(value: Value): string[] {
  return value.kind === 'scalar' && typeof value.value === 'number' ? [String(value.value)] : [];
}

/** A value taken for a truth: a gate too, where constants were looked for in what was said. */
export function gatesOfTruth(state: State, value: Value): readonly Gate[] {
  const { gates, reads, sought = [] } = computed([value]);
  const narrow = reads & (READS.content | READS.date | READS.name | READS['tool-name']);
  if (gates.length > 0 || narrow === 0 || sought.length === 0) return gates;
  const gate: Gate = { reads, operator: 'holds', constants: sought.filter((one) => one.length <= CONSTANT) };
  state.facts.condition(gate);
  return [gate];
}

function folded(operator: string, left: Value, right: Value): boolean | undefined {
  if (left.kind !== 'scalar') return undefined;
  if (operator === 'in' || operator === 'not in') {
    const within = contains(right, left.value);
    return within === undefined ? undefined : within === (operator === 'in');
  }
  if (right.kind !== 'scalar') return undefined;
  const [a, b] = [left.value, right.value];
  if (operator === '==') return a === b;
  if (operator === '!=') return a !== b;
  if (typeof a !== typeof b || a === null || b === null) return undefined;
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

function contains(of: Value, what: string | number | boolean | null): boolean | undefined {
  if (of.kind === 'scalar' && typeof of.value === 'string' && typeof what === 'string') return of.value.includes(what);
  if (of.kind === 'dict') return of.entries.has(String(what));
  if (of.kind !== 'list' || of.items.some((one) => one.kind !== 'scalar')) return undefined;
  return of.items.some((one) => one.kind === 'scalar' && one.value === what);
}
