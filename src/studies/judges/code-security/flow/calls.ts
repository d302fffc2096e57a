import type { Expression } from '../syntax/expression.ts';
import { cleanedBy, cleanedByReplacing, NUMERIC } from './cleaning.ts';
import { enter } from './functions.ts';
import { OUTSIDE_CALL } from './outside.ts';
import { pathOf } from './path.ts';
import { mendsQuoting } from './quoting.ts';
import type { Scope, Walk } from './scope.ts';
import { CONSTANT, HOLE, outside, together, type Value } from './value.ts';
import { addTo, writeTo } from './writes.ts';

export type Call = Expression & { readonly kind: 'call' };

const FORMATS =
  /(?:^|\.)(?:format|sprintf|Sprintf|String\.format|format!|formatted|concat|join|Join|implode|util\.format|CONCAT)$/;
const PATHS = /(?:^|\.)(?:join|Join|resolve|Paths\.get|Path\.of|Path|File)$/;
/** Deeper calls of the answer's own functions are not followed (CWE-674). */
const DEEPEST = 6;

export function call(expression: Call, scope: Scope, walk: Walk, target: string): Value {
  const { callee } = expression;
  const receiver = callee.kind === 'member' ? walk.run(callee.object, scope, target) : CONSTANT;
  const named = new Map<string, Value>();
  const given: Value[] = [];
  const written: string[] = [];
  for (const one of expression.arguments) {
    written.push(one.text);
    if (one.kind === 'function' && receiver.reach > 0) {
      const first = { ...receiver, text: HOLE };
      given.push({ ...enter(one, scope, walk, [first, CONSTANT, CONSTANT]), origin: 'function' });
      continue;
    }
    const value = walk.run(one, scope, target);
    if (one.kind === 'entry') named.set(one.name, value);
    given.push(value);
  }
  const plain = pathOf(callee, scope, walk.aliases) || callee.text;
  const name =
    callee.kind === 'member' && receiver.origin !== '' && receiver.origin !== 'function'
      ? `${receiver.origin}.${callee.name}`
      : plain;
  walk.tell('call', expression, scope, { name, arguments: given, named, receiver, written }, target);
  if (!writeTo(expression, name, given, scope)) addTo(expression, given, scope);
  return result({ expression, name, given, named, receiver, written }, scope, walk);
}

interface Called {
  readonly expression: Call;
  readonly name: string;
  readonly given: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  readonly receiver: Value;
  readonly written: readonly string[];
}

/** What a call gives: as tainted as what goes in, but for what is known of it. */
function result(called: Called, scope: Scope, walk: Walk): Value {
  const { expression, name, given, named, receiver, written } = called;
  const { callee } = expression;
  if (OUTSIDE_CALL.test(name) || OUTSIDE_CALL.test(callee.text))
    return outside(expression.text, /env/i.test(name) ? 1 : 2);
  if (NUMERIC.test(name)) return { ...CONSTANT, text: HOLE, origin: name };
  const local = walk.functions.get(name);
  const inside = local !== undefined && scope.depth < DEEPEST ? walk.give(local, scope, given) : undefined;
  // A look-up in a constant table.
  if (/\.(?:get|getOrDefault|find|get_or_default)$/.test(name) && receiver.reach === 0 && given.length > 0)
    return { ...CONSTANT, text: HOLE, origin: name };
  const lambda = /\.(?:map|flatMap)$/.test(name) ? given.find(({ origin }) => origin === 'function') : undefined;
  const parts =
    lambda !== undefined
      ? [lambda]
      : inside !== undefined
        ? [inside]
        : [...(callee.kind === 'member' ? [receiver] : []), ...given];
  const formats = FORMATS.test(name);
  const paths = PATHS.test(name) && given.length + (receiver === CONSTANT ? 0 : 1) > 1;
  const whole = together(mendsQuoting(formats || paths ? parts.map(withHole) : parts), formats || paths);
  return {
    ...whole,
    text: inside?.text ?? (callee.kind === 'member' && given.length === 0 ? receiver.text : whole.text),
    built: whole.built || (paths && whole.reach > 0),
    safe: new Set([...whole.safe, ...cleanedBy(name), ...cleanedByReplacing(name, written)]),
    origin: name,
    entries: named.size > 0 ? named : new Map(given.flatMap((one) => [...one.entries])),
    items: given,
  };
}

const withHole = (part: Value): Value =>
  part.text === '' && part.items.length === 0 && part.entries.size === 0 ? { ...part, text: HOLE } : part;
