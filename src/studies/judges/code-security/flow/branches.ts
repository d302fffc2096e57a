import type { Expression } from '../syntax/expression.ts';
import { OUTSIDE } from './outside.ts';
import { pathOf } from './path.ts';
import { holds } from './promises.ts';
import { inside, type Scope, type Vouched, type Walk } from './scope.ts';
import { CONSTANT, outside, PLACES, together, type Value } from './value.ts';

const LEAVES =
  /^(?:exit|die|abort|http_response_code|sys\.exit|process\.exit|panic|log\.Fatal\w*|os\.Exit|_exit|res\.(?:status|sendStatus)|ctx\.throw|c\.notFound|next|t\.Fatal\w*|abort_if|wp_die|notFound|redirect)$|^(?:process|Process)\.(?:exit|abort)$/;

/** Both sides of a branch, each with what its condition vouches for. */
export function branch(expression: Expression & { readonly kind: 'if' }, scope: Scope, walk: Walk): Value {
  walk.run(expression.condition, scope);
  const met = holds(expression.condition, true, scope, walk);
  const unmet = holds(expression.condition, false, scope, walk);
  const then = inside(scope);
  const out = leaves(expression.first, scope, walk);
  vouch(met, then);
  walk.run(expression.first, then);
  if (out) vouch(unmet, scope);
  const otherwise = inside(scope);
  if (expression.otherwise !== undefined) {
    vouch(unmet, otherwise);
    walk.run(expression.otherwise, otherwise);
  }
  for (const side of out ? [otherwise] : [then, otherwise]) merge(side, scope, side === then ? unmet : met);
  return CONSTANT;
}

/** Takes what one side of a branch changed into what follows it. */
function merge(side: Scope, scope: Scope, vouched: Vouched): void {
  for (const [name, value] of side.values) {
    const before = scope.values.get(name);
    if (before === value) continue;
    if (before === undefined) scope.values.set(name, value);
    else if (vouched.has(name) && value.reach === 0)
      scope.values.set(name, { ...before, safe: new Set([...before.safe, ...(vouched.get(name) ?? [])]) });
    else if (value.reach === 0)
      scope.values.set(
        name,
        before.reach > 0
          ? before
          : {
              ...value,
              text: `${before.text} ${value.text}`.slice(0, 4000),
              entries: new Map([...value.entries, ...before.entries]),
            },
      );
    else if (value.reach > before.reach || value.built !== before.built || before.safe.size > value.safe.size) {
      if (before.safe.size > value.safe.size && !value.built) continue;
      const { entries, items, origin } = value;
      scope.values.set(name, { ...(worse(value, before) ?? together([before, value], false)), entries, items, origin });
    }
  }
}

/** The one of two values that is put together and safe nowhere. */
const worse = (value: Value, before: Value): Value | undefined =>
  value.built && value.safe.size === 0
    ? value
    : before.built && before.reach > 0 && before.safe.size === 0
      ? before
      : undefined;

/** `allowed.includes(x) ? x : y`: what the check holds for is safe on its side. */
export function choose(
  expression: Expression & { readonly kind: 'choice' },
  scope: Scope,
  walk: Walk,
  target: string,
): Value {
  walk.run(expression.condition, scope);
  const sides = [true, false].map((met) => {
    const side = inside(scope);
    vouch(holds(expression.condition, met, scope, walk), side);
    return walk.run(met ? expression.first : expression.otherwise, side, target);
  });
  return together(
    sides.filter((value) => value !== CONSTANT),
    false,
  );
}

export function vouch(vouched: Vouched, scope: Scope): void {
  for (const [name, value] of scope.values) {
    const places = [...value.from].map((from) => vouched.get(from));
    if (places.length === 0 || places.some((one) => one === undefined)) continue;
    const safe = PLACES.filter((place) => value.safe.has(place) || places.every((one) => one?.has(place)));
    scope.values.set(name, { ...value, safe: new Set(safe) });
  }
  for (const [name, places] of vouched) {
    if (scope.values.has(name)) continue;
    scope.values.set(name, { ...outside(name, OUTSIDE.test(name) || /req|\$_/.test(name) ? 2 : 1), safe: places });
  }
}

function leaves(expression: Expression, scope: Scope, walk: Walk): boolean {
  if (expression.kind === 'leave') return true;
  if (expression.kind === 'call')
    return LEAVES.test(pathOf(expression, scope, walk.aliases)) || LEAVES.test(expression.callee.text);
  return expression.kind === 'several' && expression.parts.some((part) => leaves(part, scope, walk));
}
