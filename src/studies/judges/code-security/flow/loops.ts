import type { Expression } from '../syntax/expression.ts';
import { bind } from './assignments.ts';
import type { Scope, Walk } from './scope.ts';
import { HOLE, type Value } from './value.ts';

/** What a loop runs over is in what it binds. */
export function loop(expression: Expression & { readonly kind: 'each' }, scope: Scope, walk: Walk): Value {
  const over = walk.run(expression.over, scope);
  for (const one of expression.targets) {
    const from = over.reach > 0 ? new Set([...over.from, one.text]) : over.from;
    bind(one, { ...over, built: false, text: HOLE, entries: new Map(), from }, scope, walk);
  }
  return walk.run(expression.body, scope);
}
