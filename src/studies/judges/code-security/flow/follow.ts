import type { Expression } from '../syntax/expression.ts';
import { branch, choose } from './branches.ts';
import { assign } from './assignments.ts';
import { call } from './calls.ts';
import type { Event } from './event.ts';
import { calledWithLiterals, enter, hoist } from './functions.ts';
import { loop } from './loops.ts';
import { arithmetic, collection, compare, entry, index, join, leave, member, named, several } from './expressions.ts';
import { type Function, LONGEST_AROUND, type Scope, type Walk } from './scope.ts';
import { CONSTANT, type Value } from './value.ts';

/** Steps of one answer; what follows is not looked at (CWE-400). */
const MOST_STEPS = 60_000;

/** Expressions inside one another, calls of the answer's own functions followed: deeper ones are not (CWE-674). */
const DEEPEST = 400;

export interface FollowOptions {
  /** Names that nothing defines are somebody else's, as parameters are: models that copy names wrongly mean those. */
  readonly unboundOutside?: boolean;
}

/** Follows the values of an answer and tells of every place a rule may look at. Nothing is run. */
export function follow(
  root: Expression,
  code: string,
  tell: (event: Event) => void,
  { unboundOutside = false }: FollowOptions = {},
): void {
  let steps = 0;
  let depth = 0;
  /** Above nought, what is met was told of before. */
  let silent = 0;
  const entered = new Set<Function>();
  const quietly = <T>(look: () => T): T => {
    silent += 1;
    try {
      return look();
    } finally {
      silent -= 1;
    }
  };
  const walk: Walk = {
    aliases: new Map(),
    functions: new Map(),
    conditions: new Map(),
    enums: new Set(enumsOf(code)),
    numbers: numbersOf(code),
    fields: fieldsOf(code),
    classes: new Set([...code.matchAll(/\bclass\s+([A-Z]\w*)/g)].map(([, name = '']) => name)),
    fixed: calledWithLiterals(code),
    members: new Map(),
    unbound: unboundOutside ? plainNames(code) : new Set(),
    run: (expression, scope, target = '') => {
      steps += 1;
      if (steps > MOST_STEPS || depth >= DEEPEST) return CONSTANT;
      depth += 1;
      try {
        return step(expression, scope, walk, target);
      } finally {
        depth -= 1;
      }
    },
    still: quietly,
    quiet: (expression, scope) =>
      quietly(() => walk.run(expression, { ...scope, values: new Map(scope.values), returned: [] })),
    give: (local, scope, given) => {
      const values = new Map(scope.values);
      // What an attacker's value does inside is told of once, as what the function itself does.
      const aloud = silent === 0 && !entered.has(local) && given.some(({ reach }) => reach > 0);
      if (aloud) {
        entered.add(local);
        return enter(local, { ...scope, values, names: scope.names.slice(-2), depth: 0 }, walk, given);
      }
      const look = (): Value => enter(local, { ...scope, values, depth: scope.depth + 1 }, walk, given);
      return given.some(({ reach, built }) => (built && reach > 0) || reach === 2) ? look() : quietly(look);
    },
    tell: (kind, expression, scope, more, target = '') => {
      if (silent > 0) return;
      tell({
        kind,
        name: '',
        arguments: [],
        named: new Map(),
        receiver: CONSTANT,
        text: expression.text,
        written: [],
        row: expression.line,
        purpose: [...scope.names, target].join(' '),
        around: scope.around,
        marks: scope.marks,
        ...more,
      });
    },
  };
  const top: Scope = {
    values: new Map(),
    names: [],
    around: code.slice(0, LONGEST_AROUND),
    marks: '',
    depth: 0,
    returned: [],
  };
  hoist(root, walk);
  walk.run(root, top);
}

/** Names in small letters that are never called, assigned or asked for a member: not modules, functions or constants. */
function plainNames(code: string): ReadonlySet<string> {
  const names = new Set<string>();
  const others = new Set<string>();
  for (const [, name = '', next = ''] of code.matchAll(/(\$?\b[a-z_]\w*)\b\s*(\(|\.|::|->|:=|=(?![=>]))?/g))
    (next === '' ? names : others).add(name);
  return names.difference(others);
}

/** Types whose values are known from the start. */
const enumsOf = (code: string): string[] =>
  [
    ...code.matchAll(
      /\benum\s+(?:class\s+)?(\w+)|\bclass\s+(\w+)\((?:\w+,\s*)?(?:enum\.)?(?:Str|Int)?Enum\)|\btype\s+(\w+)\s*=\s*(?:\|?\s*['"][^'"]*['"]\s*)+;|\btype\s+(\w+)\s*=\s*(?:keyof\s+typeof\b|\(typeof\s)/g,
    ),
  ].map((found) => found.slice(1).find((name) => name !== undefined) ?? '');

/** Fields that a class of Java declares. Those that are final and set at once hold what is written there. */
const fieldsOf = (code: string): ReadonlySet<string> =>
  new Set(
    [
      ...code.matchAll(
        /^[ \t]+(?:private|protected|public)\s+(?:final\s+)?(?!static\b|readonly\b|async\b|class\b)[A-Z][\w<>, ?[\].]*\s+(\w+)\s*(?:;|=)/gm,
      ),
    ].map(([, name = '']) => name),
  );

/** Fields of Go's structures that are numbers wherever they stand. */
function numbersOf(code: string): ReadonlySet<string> {
  const fields = [...code.matchAll(/^[ \t]+([A-Z]\w*)[ \t]+(\*?[\w.[\]]+)[ \t]*(?:`[^`\n]*`)?[ \t]*$/gm)];
  const number = /^\*?(?:u?int\d*|float\d+|bool|time\.(?:Time|Duration)|uuid\.UUID)$/;
  const others = new Set(fields.flatMap(([, name = '', type = '']) => (number.test(type) ? [] : [name])));
  return new Set(fields.flatMap(([, name = '']) => (others.has(name) ? [] : [name])));
}

function step(expression: Expression, scope: Scope, walk: Walk, target: string): Value {
  switch (expression.kind) {
    case 'string':
      walk.tell('string', expression, scope, { name: expression.value }, target);
      return { ...CONSTANT, text: expression.value, literal: expression.text };
    case 'constant':
      return expression.text.length < 100 ? { ...CONSTANT, text: expression.text, literal: expression.text } : CONSTANT;
    case 'name':
      return named(expression.name, scope, walk);
    case 'member':
      return member(expression, scope, walk);
    case 'index':
      return index(expression, scope, walk);
    case 'entry':
      return entry(expression, scope, walk, target);
    case 'collection':
      return collection(expression, scope, walk, target);
    case 'join':
      return join(expression, scope, walk, target);
    case 'compare':
      return compare(expression, scope, walk, target);
    case 'choice':
      return choose(expression, scope, walk, target);
    case 'arithmetic':
      return arithmetic(expression, scope, walk, target);
    case 'import':
      for (const [name, whole] of expression.names) walk.aliases.set(name, whole);
      return CONSTANT;
    case 'function':
      if (expression.name !== '') walk.functions.set(expression.name, expression);
      return { ...enter(expression, scope, walk), origin: 'function' };
    case 'assign':
      return assign(expression, scope, walk);
    case 'if':
      return branch(expression, scope, walk);
    case 'each':
      return loop(expression, scope, walk);
    case 'leave':
      return leave(expression, scope, walk);
    case 'call':
      return call(expression, scope, walk, target);
    case 'several':
      return several(expression, scope, walk, target);
  }
}
