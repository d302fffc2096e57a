import type { Expression } from '../syntax/expression.ts';
import { pathOf } from './path.ts';
import type { Scope, Walk } from './scope.ts';
import { OF_OBJECT } from './writes.ts';
import { CONSTANT, HOLE, together, type Value } from './value.ts';

type Assignment = Expression & { readonly kind: 'assign' };

export function assign(expression: Assignment, scope: Scope, walk: Walk): Value {
  const names = expression.targets.map(({ text }) => text).join(' ');
  const given = walk.run(expression.value, { ...scope, names: [...scope.names, names] }, names);
  const value =
    expression.number === true && given.reach > 0 ? { ...CONSTANT, text: HOLE, origin: given.origin } : given;
  const [only] = expression.targets;
  const single = expression.targets.length === 1 ? only : undefined;
  const path = single === undefined ? names : pathOf(single, scope, walk.aliases);
  const told = { name: path === '' ? names : path, arguments: [value], written: [expression.value.text] };
  walk.tell('assign', expression, scope, told, names);
  if (expression.value.text.startsWith('require(')) {
    requires(expression, walk);
    return CONSTANT;
  }
  if (single !== undefined && ['compare', 'arithmetic', 'several', 'call', 'join'].includes(expression.value.kind))
    walk.conditions.set(single.text, expression.value);
  const parts = partsOf(expression);
  // `path, err := f(x)` takes no object apart: a check of one is a check of what it was made from.
  const withError = expression.targets.some(
    (target) => target.kind === 'name' && /^(?:err\w*|ok|_)$/.test(target.name),
  );
  for (const [i, target] of expression.targets.entries()) {
    const part = parts?.[i];
    const own =
      part !== undefined
        ? walk.quiet(part, scope)
        : single === undefined
          ? (value.entries.get(target.text) ??
            (value.returns?.length === expression.targets.length ? value.returns[i] : undefined) ??
            (withError ? { ...value, entries: new Map() } : apart(value)))
          : value;
    // What went wrong is not what was sent, also where a call that failed was given it.
    const called = expression.value.kind === 'several' ? expression.value.parts.at(-1) : expression.value;
    const failure = target.kind === 'name' && /^err\w*$/.test(target.name) && called?.kind === 'call';
    bind(target, failure ? { ...CONSTANT, text: HOLE, origin: value.origin } : own, scope, walk, expression.adds);
  }
  return value;
}

/** One part of what is taken apart: a check of another part is none of it. */
const apart = (value: Value): Value => ({ ...value, entries: new Map(), from: new Set() });

/** `a, b = x, y`: one for each target. */
function partsOf({ value, targets }: Assignment): readonly Expression[] | undefined {
  const list = value.kind === 'several' && value.node === 'expression_list' ? value.parts : undefined;
  return targets.length > 1 && list?.length === targets.length ? list : undefined;
}

/** Makes a name, a member or an element stand for a value. */
export function bind(target: Expression, value: Value, scope: Scope, walk: Walk, adds = false): void {
  const key = target.kind === 'index' ? target.object.text : target.text;
  const before = scope.values.get(key);
  const whole =
    adds || target.kind === 'index'
      ? {
          ...together([before ?? CONSTANT, value], adds),
          origin: before?.origin ?? '',
          entries: before?.entries ?? new Map<string, Value>(),
        }
      : value;
  const from = whole.reach > 0 ? new Set([...whole.from, key]) : whole.from;
  const entries =
    target.kind === 'index' && target.key.kind === 'string'
      ? new Map([...whole.entries, [target.key.value, value]])
      : whole.entries;
  const bound = { ...whole, from, entries };
  scope.values.set(key, bound);
  if (target.kind === 'index' && OF_OBJECT.test(key) && bound.reach > 0) walk.members.set(key, bound);
  if (scope.depth === 0 && walk.fields.has(key)) walk.members.set(key, bound);
  if (target.kind !== 'member' || target.object.kind !== 'name') return;
  // Who makes the object decides what it works on: what a constructor of Java is given is no text of a stranger's.
  const constructs = walk.fields.has(target.name) && /^[A-Z]/.test(scope.names.at(-2) ?? scope.names.at(-1) ?? '');
  if (/^(?:\$?this|self)$/.test(target.object.name) && !constructs) walk.members.set(key, bound);
  const object = scope.values.get(target.object.name);
  if (object !== undefined)
    scope.values.set(target.object.name, { ...object, entries: new Map([...object.entries, [target.name, value]]) });
}

/** `const { a: b } = require('c')` and its kind: names for what a module gives. */
function requires(expression: Assignment, walk: Walk): void {
  const from = /^require\(\s*['"](?:node:)?([^'"]+)['"]\s*\)(\.[\w.]+)?/.exec(expression.value.text);
  if (from === null) return;
  const taken = /\{/.test(expression.text.split('=')[0] ?? '');
  for (const target of expression.targets)
    walk.aliases.set(target.text, `${from[1] ?? ''}${taken ? `.${target.text}` : (from[2] ?? '')}`);
  for (const [, name = '', alias = ''] of taken ? expression.text.matchAll(/([\w$]+)\s*:\s*([\w$]+)\s*[,}]/g) : [])
    walk.aliases.set(alias, `${from[1] ?? ''}.${name}`);
}
