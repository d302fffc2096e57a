import type { Expression } from '../syntax/expression.ts';
import type { Scope } from './scope.ts';

/** The dotted name of what is called or set, aliases and where an object came from resolved; empty where it has none. */
export function pathOf(expression: Expression, scope: Scope, aliases: ReadonlyMap<string, string>): string {
  switch (expression.kind) {
    case 'name':
      return aliases.get(expression.name) ?? expression.name;
    case 'member': {
      const before = pathOf(expression.object, scope, aliases);
      const known = expression.object.kind === 'name' ? scope.values.get(expression.object.name)?.origin : undefined;
      const plain = aliases.has(expression.object.text) || known === undefined || known === '' ? before : known;
      return `${plain}.${expression.name}`;
    }
    case 'call':
      return pathOf(expression.callee, scope, aliases);
    case 'several':
      return expression.parts.length === 1 && expression.parts[0] !== undefined
        ? pathOf(expression.parts[0], scope, aliases)
        : '';
    default:
      return '';
  }
}
