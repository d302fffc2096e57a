import type { Expression } from '../syntax/expression.ts';
import { vouchedFor } from './checks.ts';
import { pathOf } from './path.ts';
import type { Function, Scope, Vouched, Walk } from './scope.ts';
import { outside, type Place } from './value.ts';

/** A condition that holds where the check does not: what follows its exit is vouched for. */
const DENIES =
  /(?:^|[(\s&|])!(?!=)|\bnot\b|!==?|==?=?\s*(?:false|False|-1|0|nil|null|NULL|None|undefined)\b|<\s*0|\bNOT\b|===?\s*PHP|false\s*===|\bis None\b/;

/** What is looked for must not be there: `name.includes('..')`, `'/' in name`, `/[^a-z]/.test(name)`. */
const DENIES_A_PART =
  /(?:startsWith|startswith|includes|contains|Contains|HasPrefix|indexOf|strstr|str_contains|strchr|strpbrk)\([^()]*['"](?:\.\.[/\\]*|[/\\]+)['"]|['"](?:\.\.|\/|\\\\)['"] in\b|\bos\.sep in\b|[iI]sAbs(?:olute)?\(|\/\[\^[^\]]*\]\+?\/\w*\.test/;

/** What a check vouches for: the places of the whole value, and those of its members by name. */
export interface Passed {
  readonly whole: ReadonlySet<Place>;
  readonly members: ReadonlyMap<string, ReadonlySet<Place>>;
}

/** An address that names no host leads to this one. */
const NAMES_A_HOST = /\.(?:netloc|host(?:name)?)\s*$/;
/** Compared so, a result is as good as true. */
const AS_GOOD_AS_TRUE = /!==?\s*(?:-1|null|undefined|false)\b|is not None|===?\s*true\b/;

/** What a function that looks at an argument, by its place, vouches for where it gives true; undefined where it does more. */
export function passes(looks: Function, scope: Scope, walk: Walk, at = 0): Passed | undefined {
  const name = parametersOf(looks)[at];
  if (name === undefined) return undefined;
  const inner = { ...scope, values: new Map(scope.values).set(name, outside(name, 1)), returned: [] };
  const found = walk.still(() => given(looks.body, inner, walk));
  if (found === undefined) return undefined;
  const members = [...found].flatMap(([key, places]) =>
    key.startsWith(`${name}.`) ? [[key.slice(name.length + 1), places] as const] : [],
  );
  return { whole: found.get(name) ?? new Set(), members: new Map(members) };
}

/** What a function that throws where a check fails vouches for once it came back, by parameter. */
export function refuses(looks: Function, scope: Scope, walk: Walk): Vouched {
  const names = parametersOf(looks);
  const values = new Map(scope.values);
  for (const name of names) values.set(name, outside(name, 1));
  const inner = { ...scope, values, returned: [] };
  let found: Vouched = new Map();
  walk.still(() => {
    for (const one of statementsOf(looks.body)) {
      if (one.kind === 'if' && one.otherwise === undefined && ends(one.first, THROWS))
        found = both(found, holds(one.condition, false, inner, walk));
      else if (one.kind !== 'leave') walk.run(one, inner);
    }
  });
  return found;
}

const parametersOf = (looks: Function): readonly string[] =>
  looks.parameters.flatMap((one) => one.names).filter((name) => !/^(?:self|cls|this)$/.test(name));

const THROWS = /^\s*\{?\s*(?:throw|raise|abort\w*\()/;
const GIVES_FALSE = /^\s*\{?\s*return\s*(?:false|False|null|None|undefined)?\s*;?\s*\}?\s*$/;

/** What holds where a body gives true: its guards, and what it gives in the end. */
function given(body: Expression, scope: Scope, walk: Walk): Vouched | undefined {
  let found: Vouched = new Map();
  const statements = statementsOf(body);
  for (const one of statements.slice(0, -1)) {
    if (one.kind === 'if') {
      if (one.otherwise !== undefined || !(ends(one.first, GIVES_FALSE) || ends(one.first, THROWS))) return undefined;
      found = both(found, holds(one.condition, false, scope, walk));
    } else if (one.kind === 'leave') return undefined;
    else walk.run(one, scope);
  }
  const last = statements.at(-1);
  const result = last?.kind === 'leave' ? last.value : last;
  return result === undefined ? found : both(found, holds(result, true, scope, walk));
}

function statementsOf(body: Expression): readonly Expression[] {
  if (body.kind !== 'several') return [body];
  if (/^try_statement$/.test(body.node)) return body.parts.slice(0, 1).flatMap(statementsOf);
  return /block|compound_statement|statement_list/.test(body.node) ? body.parts.flatMap(tried) : [body];
}

/** What is tried stands for itself: what is caught gives false or throws. */
const tried = (one: Expression): readonly Expression[] =>
  one.kind === 'several' && /^(?:try_statement|statement_list)$/.test(one.node) ? statementsOf(one) : [one];

const ends = (first: Expression, how: RegExp): boolean => how.test(first.text);

/** What is vouched for where a condition is true, or where it is false. */
export function holds(condition: Expression, wanted: boolean, scope: Scope, walk: Walk): Vouched {
  if (condition.kind === 'several' && condition.parts.length === 1 && condition.parts[0] !== undefined)
    return holds(condition.parts[0], wanted !== /^(?:!|not\b)/.test(condition.text), scope, walk);
  const parts = sidesOf(condition);
  if (parts !== undefined) {
    const sides = parts.sides.map((one) => holds(one, wanted, scope, walk));
    return sides.reduce((all, one) => (parts.and === wanted ? both(all, one) : either(all, one)));
  }
  const { text } = condition;
  const denies = DENIES.test(text) && !AS_GOOD_AS_TRUE.test(text);
  if (condition.kind === 'member' && NAMES_A_HOST.test(text) && !wanted) {
    const { from } = walk.quiet(condition, scope);
    return new Map([...from].map((name) => [name, new Set(['redirect', 'url'] as const)]));
  }
  // A part that must not be there vouches where it is not.
  return (wanted !== denies) === !DENIES_A_PART.test(text) ? checks(condition, scope, walk) : new Map();
}

function sidesOf(condition: Expression): { and: boolean; sides: readonly Expression[] } | undefined {
  if (condition.kind === 'arithmetic' && /^(?:&&|\|\||and|or)$/.test(condition.operator))
    return { and: /^(?:&&|and)$/.test(condition.operator), sides: condition.parts };
  if (condition.kind !== 'several' || condition.node !== 'boolean_operator') return undefined;
  const [left] = condition.parts;
  const operator = /^\)*\s*(and|or)\b/.exec(condition.text.replace(/^\(/, '').slice(left?.text.length ?? 0))?.[1];
  return operator === undefined ? undefined : { and: operator === 'and', sides: condition.parts };
}

function both(a: Vouched, b: Vouched): Vouched {
  const all = new Map(a);
  for (const [name, places] of b) all.set(name, places.union(all.get(name) ?? new Set()));
  return all;
}

const either = (a: Vouched, b: Vouched): Vouched =>
  new Map([...a].map(([name, places]) => [name, places.intersection(b.get(name) ?? new Set())]));

const checks = (condition: Expression, scope: Scope, walk: Walk): Vouched =>
  vouchedFor(condition, {
    valueOf: (one) => walk.quiet(one, scope),
    nameOf: (one) => pathOf(one, scope, walk.aliases),
    conditionOf: (name) => walk.conditions.get(name),
    promisedBy: (name, at) => {
      const local = walk.functions.get(name.replace(/^(?:self|this)\./, ''));
      return local === undefined || scope.depth > 8
        ? undefined
        : passes(local, { ...scope, depth: scope.depth + 2 }, walk, at)?.whole;
    },
  });
