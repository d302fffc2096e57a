import type { ArgumentValues, CallableUse, PickleValue, Use } from '../formats/pickle/structure.ts';
import {
  type AllowGroup,
  allowGroup,
  type Constraint,
  type Effect,
  type Gadget,
  gadgetOf,
} from './pickle-knowledge.ts';

/** What default deny makes of one callable of a pickle, with all its uses. */
export type Judgement =
  | { readonly kind: 'inert'; readonly group: AllowGroup }
  | { readonly kind: 'gadget'; readonly gadget: Gadget; readonly effect: Effect; readonly by: string }
  /** Allow-listed, but not like this. `proven`: a value was seen that breaks a condition; else one could not be checked. */
  | {
      readonly kind: 'misused';
      readonly group: AllowGroup;
      readonly problems: readonly string[];
      readonly proven: boolean;
      readonly effect?: Effect;
    }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not-a-name' };

/** Uses of the imported thing itself, which no entry permits: see the rule on poisoning. */
const ON_ITSELF: ReadonlySet<Use> = new Set(['build-on', 'items-on', 'append-on']);

export function judge(callable: CallableUse): Judgement {
  if (callable.kind !== 'global') return { kind: 'not-a-name' };
  const group = allowGroup(callable.name);
  const known = gadgetOf(callable.name, callable.dotted);
  if (group === undefined) {
    if (known !== undefined) return { kind: 'gadget', ...known };
    const getattr = isAllowedAttribute(callable);
    return getattr === undefined ? { kind: 'unknown' } : { kind: 'inert', group: getattr };
  }
  const { problems, proven } = problemsOf(callable, group);
  if (problems.length === 0) return { kind: 'inert', group };
  return { kind: 'misused', group, problems, proven, ...(known === undefined ? {} : { effect: known.effect }) };
}

/**
 * An attribute of an import that is kept as a value, where getattr's own entry lets this object and this name through:
 * so Python 3.12 writes members of enumerations.
 */
function isAllowedAttribute(callable: CallableUse): AllowGroup | undefined {
  const dot = callable.name.lastIndexOf('.');
  const onlyGot = callable.opcodes.every((opcode) => opcode === 'getattr');
  const onlyKept = callable.uses.every(({ use }) => use === 'import' || use === 'reference');
  const group = allowGroup('builtins.getattr');
  if (!onlyGot || !onlyKept || group === undefined) return undefined;
  const [object, name] = [group.arguments?.['0'] ?? [], group.arguments?.['1'] ?? []];
  const owner: PickleValue = { type: 'global', name: callable.name.slice(0, dot) };
  const attribute: PickleValue = { type: 'str', text: callable.name.slice(dot + 1), cut: false };
  const allowed =
    object.some((constraint) => holds(owner, constraint)) && name.some((constraint) => holds(attribute, constraint));
  return allowed ? group : undefined;
}

function problemsOf(callable: CallableUse, group: AllowGroup): { problems: string[]; proven: boolean } {
  const problems: string[] = [];
  let proven = false;
  const proves = (problem: string): void => {
    problems.push(problem);
    proven = true;
  };
  for (const { use } of callable.uses) {
    if (use === 'import' || ON_ITSELF.has(use) || group.uses.includes(use)) continue;
    proves(USE_PROBLEM[use] ?? use);
  }
  if (group.state === 'dict') problems.push(...stateProblems(callable, () => (proven = true)));
  const called = callable.uses.some(({ use }) => use === 'call' || use === 'new');
  if (!called) return { problems, proven };
  if (group.maxArguments !== undefined && callable.maximumArguments > group.maxArguments) {
    proves(`it is given ${callable.maximumArguments} arguments where at most ${group.maxArguments} are expected`);
  }
  if (group.nested === true) problems.push(...nestedProblems(callable, () => (proven = true)));
  const constraints = Object.entries(group.arguments ?? {});
  if (callable.opaqueArguments && (constraints.length > 0 || group.maxArguments !== undefined)) {
    problems.push('its arguments cannot be told before loading');
  }
  for (const [position, alternatives] of constraints) {
    const values = callable.arguments[Number(position)];
    if (values !== undefined)
      problems.push(...argumentProblems(Number(position), values, alternatives, () => (proven = true)));
  }
  return { problems, proven };
}

/** States that BUILD would not put into the `__dict__` of the object as they are. */
function stateProblems({ states }: CallableUse, prove: () => void): string[] {
  const seen = states[0]?.values.filter(({ type }) => type !== 'dict' && type !== 'none') ?? [];
  if (states.length > 1 || seen.some(({ type }) => type !== 'unknown')) {
    prove();
    return ['its state is no dictionary, so that setters of the class run'];
  }
  return seen.length > 0 ? ['its state cannot be told before loading'] : [];
}

/** Beginnings that Assay always reads as a file of its own: PROTO 2 to 5, and an archive. */
const READ_AS_FILE = /^(?:\x80[\x02-\x05]|PK\x03\x04)/;

/** What is loaded again must be bytes in this very file, and of a kind that is examined by itself. */
function nestedProblems(callable: CallableUse, prove: () => void): string[] {
  const values = callable.arguments[0];
  if (values === undefined || callable.opaqueArguments) return ['what it loads cannot be told before loading'];
  if (values.more) return ['it loads too many different things to check each'];
  return values.values.flatMap((value) => {
    if (value.type === 'bytes' && READ_AS_FILE.test(value.head)) return [];
    prove();
    return [`it loads ${value.type === 'bytes' ? 'bytes that begin like no checkpoint' : shown(value)}`];
  });
}

function argumentProblems(
  position: number,
  seen: ArgumentValues,
  alternatives: readonly Constraint[],
  prove: () => void,
): string[] {
  const problems: string[] = [];
  for (const value of seen.values) {
    if (alternatives.some((constraint) => holds(value, constraint))) continue;
    if (value.type === 'unknown') problems.push(`argument ${position + 1} cannot be told before loading`);
    else {
      prove();
      problems.push(`argument ${position + 1} is ${shown(value)}`);
    }
    if (problems.length >= 4) return problems;
  }
  if (seen.more) problems.push(`argument ${position + 1} takes too many values to check each`);
  return problems;
}

/** True where a value meets every condition of a constraint. */
export function holds(value: PickleValue, constraint: Constraint): boolean {
  const { global, oneOf, matches, type, result, allowed } = constraint;
  if (global !== undefined && !(value.type === 'global' && global.some((name) => covers(name, value.name))))
    return false;
  if (result !== undefined && !(value.type === 'result' && result.some((name) => covers(name, value.of)))) return false;
  if (type !== undefined && !type.includes(value.type)) return false;
  if (oneOf !== undefined && !oneOf.some((one) => equals(value, one))) return false;
  if (matches !== undefined && !(value.type === 'str' && !value.cut && new RegExp(`^(?:${matches})$`).test(value.text)))
    return false;
  return allowed !== true || isAllowed(value);
}

/** `a.b.*` covers what lies directly or deeper beneath `a.b`. */
function covers(pattern: string, name: string): boolean {
  return pattern.endsWith('.*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

function isAllowed(value: PickleValue): boolean {
  if (value.type === 'global') return allowGroup(value.name)?.uses.includes('reference') ?? false;
  if (value.type === 'result') return allowGroup(value.of) !== undefined;
  return value.type !== 'unknown' && value.type !== 'extension';
}

function equals(value: PickleValue, one: string | number | boolean | null): boolean {
  if (one === null) return value.type === 'none';
  if (typeof one === 'string') return value.type === 'str' && !value.cut && value.text === one;
  return (value.type === 'int' || value.type === 'bool') && value.value === one;
}

function shown(value: PickleValue): string {
  switch (value.type) {
    case 'global':
      return value.name;
    case 'result':
      return `a result of ${value.of}`;
    case 'str':
      return JSON.stringify(value.text.slice(0, 80));
    case 'int':
    case 'bool':
      return String(value.value ?? 'a big integer');
    case 'none':
      return 'None';
    default:
      return `of type ${value.type}`;
  }
}

const USE_PROBLEM: Partial<Record<Use, string>> = {
  call: 'it is called',
  new: 'it is used as a class to make an object of',
  build: 'state is set on what it returns',
  items: 'items are set on what it returns',
  append: 'elements are added to what it returns',
  reference: 'it is kept as a value, for other code to call',
};
