import type { Expression } from '../syntax/expression.ts';
import { bind } from './assignments.ts';
import type { Scope, Walk } from './scope.ts';
import { HOLE, type Value } from './value.ts';

/** What a loop runs over is in what it binds. */
export function loop(expression: Expression & { readonly kind: 'each' }, scope: Scope, walk: Walk): Value {
  const over = walk.run(expression.over, scope);
  // Of a list that is written out, the one that was put together.
  const built =
    expression.over.kind === 'collection' ? over.items.find((one) => one.built && one.reach > 0) : undefined;
  for (const one of expression.targets) {
    const from = over.reach > 0 ? new Set([...over.from, one.text]) : over.from;
    bind(one, { ...(built ?? { ...over, built: false, text: HOLE }), entries: new Map(), from }, scope, walk);
  }
  return walk.run(expression.body, scope);
}
