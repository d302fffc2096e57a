import type { Expression } from '../syntax/expression.ts';
import { vouch } from './branches.ts';
import { pathOf } from './path.ts';
import { OUTSIDE, TOOL_NAME } from './outside.ts';
import { mendsQuoting } from './quoting.ts';
import { holds } from './promises.ts';
import { inside, type Scope, type Walk } from './scope.ts';
import { CONSTANT, HOLE, outside, together, type Value } from './value.ts';

type Of<Kind extends Expression['kind']> = Expression & { readonly kind: Kind };

export function named(name: string, scope: Scope, walk: Walk): Value {
  const known = scope.values.get(name) ?? scope.values.get(name.replace(/^(?:self|static)::/, ''));
  const field = walk.fields.has(name) ? walk.members.get(`this.${name}`) : undefined;
  // What it was declared with says nothing once a method has set it.
  if (field !== undefined && (known === undefined || known === walk.members.get(name))) return field;
  if (known !== undefined) return known;
  const whole = walk.aliases.get(name) ?? name;
  if (OUTSIDE.test(whole)) return outside(name, 2);
  if (SEPARATOR.test(whole)) return { ...CONSTANT, text: '/' };
  if (walk.unbound.has(name) && !walk.aliases.has(name)) return outside(name, 1);
  return { ...CONSTANT, text: '', origin: walk.aliases.has(name) ? whole : '' };
}

/** What a request brought: its members are named by who sent it. */
const BROUGHT = /(?:query|body|params|args|form|json|GET|POST|values)$/;

/** Members whose check is one of the whole: the host of an address, the folder of a path. */
const OF_THE_WHOLE =
  /^(?:host\w*|netloc|origin|filename|mime_?[tT]ype|content_?[tT]ype|name|parents?|parts|path\w*|href|value|ip|username|length|issuer|success|error|valid)$/;

const ofTheWhole = (name: string, { origin }: Value): boolean =>
  OF_THE_WHOLE.test(name) || (/^(?:Host|Scheme|User)$/.test(name) && /url\.Parse\w*$/.test(origin));

/** What stands between the parts of a path. */
const SEPARATOR = /^(?:path|os|os\.path|node:path)\.sep$/;

/** Members that name things of the server, not what somebody sent. */
const OWN_MEMBER = /^(?:length|size|count|user|current_user|userId|user_id|session|app|ID)$/;

/** `self.LIMIT`: a name all in capitals is set in the class. */
const OF_CLASS = /^(?:self|cls|type\(self\))\.[A-Z][A-Z0-9_]*$/;

/** Where Go's readers of archives give their entries: whoever made the archive named them. */
const OF_ARCHIVE = /(?:^|\.)(?:tar\.NewReader\.Next|zip\.(?:OpenReader|NewReader)\.File)$/;

export function member(expression: Of<'member'>, scope: Scope, walk: Walk): Value {
  const object = walk.run(expression.object, scope);
  const path = pathOf(expression, scope, walk.aliases);
  const own = scope.values.get(expression.text) ?? walk.members.get(expression.text);
  if (own !== undefined) return own;
  if (OF_ARCHIVE.test(object.origin) && /^(?:Name|Linkname)$/.test(expression.name)) return outside(expression.text, 2);
  const held = object.entries.get(expression.name);
  if (held !== undefined) return held;
  // What a class of Python sets for all its objects.
  const ofClass = OF_CLASS.test(expression.text) ? scope.values.get(expression.name) : undefined;
  if (ofClass?.reach === 0) return ofClass;
  if (OUTSIDE.test(path) || /^(?:process\.env|os\.environ)$/.test(path))
    return outside(expression.text, /env|^os\.Args$/.test(path) ? 1 : 2);
  if (SEPARATOR.test(path)) return { ...CONSTANT, text: '/' };
  if (walk.numbers.has(expression.name)) return { ...CONSTANT, text: HOLE, origin: path };
  if (
    (OWN_MEMBER.test(expression.name) &&
      (/^(?:length|size|count)$/.test(expression.name) || !BROUGHT.test(expression.object.text))) ||
    /\.(?:session|user|app|locals)$/.test(expression.object.text)
  )
    return { ...CONSTANT, text: HOLE };
  // The last part of a path leads nowhere else.
  const lastPart = /(?:^|\.)(?:Pure\w*)?Path$/.test(object.origin) && /^(?:name|stem)$/.test(expression.name);
  return {
    ...object,
    ...(lastPart ? { safe: new Set([...object.safe, 'path' as const]) } : {}),
    // A check of one member is none of another.
    from: object.reach > 0 && !ofTheWhole(expression.name, object) ? new Set([expression.text]) : object.from,
    origin: path,
    entries: new Map(),
    items: [],
    text: object.reach > 0 || object.text === '' ? HOLE : object.text,
  };
}

export function index(expression: Of<'index'>, scope: Scope, walk: Walk): Value {
  const key = walk.run(expression.key, scope);
  const object = walk.run(expression.object, scope);
  // Where the server put the upload: its own name.
  if (key.text === 'tmp_name') return CONSTANT;
  const own = expression.key.kind === 'string' ? scope.values.get(expression.text) : undefined;
  if (own !== undefined) return own;
  const held = object.entries.get(key.text);
  if (held !== undefined) return held;
  return {
    ...object,
    from: object.reach > 0 && expression.key.kind === 'string' ? new Set([expression.text]) : object.from,
    text: object.reach > 0 ? HOLE : (object.items[0]?.text ?? HOLE),
    built: object.built && object.items.some(({ built }) => built),
    entries: new Map(),
    items: [],
  };
}

export function entry(expression: Of<'entry'>, scope: Scope, walk: Walk, target: string): Value {
  const value = walk.run(expression.value, scope, expression.name);
  const told = { name: expression.name, arguments: [value], written: [expression.value.text] };
  walk.tell('entry', expression, scope, told, target);
  return value;
}

/** Characters of a collection that a name for it stands for where rules look at what is written. */
const LONGEST_LITERAL = 400;

export function collection(expression: Of<'collection'>, scope: Scope, walk: Walk, target: string): Value {
  const entries = new Map<string, Value>();
  const items: Value[] = [];
  for (const item of expression.items) {
    const value = walk.run(item, scope, target);
    items.push(value);
    if (item.kind === 'entry' || item.kind === 'name') entries.set(item.name, value);
  }
  const literal = expression.text.length < LONGEST_LITERAL ? { literal: expression.text } : {};
  return {
    ...together(items, false),
    built: items.some(({ built, reach }) => built && reach > 0),
    entries,
    items,
    ...literal,
  };
}

/** What is still the one file that a check looked at. */
const RESOLVED = /(?:resolve|realpath|normalize|abspath|Clean|getCanonical(?:Path|File)|toRealPath|EvalSymlinks)\b/;

/** A digest with a name before it is compared as a digest is: `sha256=` and what was computed. */
const DIGEST = /(?:createHmac|hmac|HMAC)[\w.]*(?:digest|hexdigest)$/;

export function join(expression: Of<'join'>, scope: Scope, walk: Walk, target: string): Value {
  const parts = expression.parts.map((part) => fromOutside(part, walk.run(part, scope, target), scope));
  const seen = parts.map((part, i) =>
    part.text === '' && expression.parts[i]?.kind !== 'string' ? { ...part, text: HOLE } : part,
  );
  const numbers = expression.parts.every(({ kind }) => kind === 'constant' || kind === 'arithmetic');
  const reaching = parts.filter(({ reach }) => reach > 0);
  const resolved = reaching.length > 0 && reaching.every(({ origin }) => RESOLVED.test(origin));
  const [digest] = parts.filter(({ origin }) => DIGEST.test(origin));
  return {
    ...together(mendsQuoting(belowGiven(seen)), !numbers),
    origin: resolved ? 'resolve' : (digest?.origin ?? ''),
  };
}

/** `folder + '/' + name`: whoever calls decides which folder that is. */
function belowGiven(parts: readonly Value[]): readonly Value[] {
  const [folder, next, ...rest] = parts;
  return folder !== undefined &&
    folder.reach === 1 &&
    !folder.built &&
    folder.text === HOLE &&
    next?.text.startsWith('/')
    ? [{ ...folder, safe: new Set([...folder.safe, 'path' as const]) }, next, ...rest]
    : parts;
}

export function compare(expression: Of<'compare'>, scope: Scope, walk: Walk, target: string): Value {
  const sides = [walk.run(expression.left, scope), walk.run(expression.right, scope)];
  const written = [expression.left.text, expression.right.text];
  walk.tell('compare', expression, scope, { name: expression.operator, arguments: sides, written }, target);
  return CONSTANT;
}

export function arithmetic(expression: Of<'arithmetic'>, scope: Scope, walk: Walk, target: string): Value {
  const [condition, ...rest] = expression.parts;
  const guards = /^(?:&&|\|\|)$/.test(expression.operator) && condition !== undefined;
  const side = guards ? inside(scope) : scope;
  // `known.has(x) && show(x)`: the right side is reached where the left allows it.
  if (guards) vouch(holds(condition, expression.operator === '&&', scope, walk), side);
  const values = [
    ...(condition === undefined ? [] : [walk.run(condition, scope, target)]),
    ...rest.map((part) => walk.run(part, side, target)),
  ];
  const [first] = values;
  // Where nothing is set, what stands behind: `process.env.MODE || 'plain'`.
  const literal = /^(?:\|\||\?\?|or|\?:)$/.test(expression.operator) ? values.at(-1)?.literal : undefined;
  if (/^(?:\|\||\?\?|or|and|&&|\?:)$/.test(expression.operator))
    return {
      ...together(values, false),
      ...(literal === undefined ? {} : { literal }),
      text: first?.text ?? '',
      origin: first?.origin ?? '',
      entries: first?.entries ?? new Map(),
    };
  const folder = expression.parts[0];
  if (
    expression.operator === '/' &&
    folder !== undefined &&
    (/[A-Z_]{2,}|dir|root|base|path|folder/i.test(folder.text) || /(?:^|\.)Path$/.test(first?.origin ?? ''))
  )
    return withinFolder(values);
  const repeated = expression.operator === '*' && first?.literal !== undefined ? { literal: expression.text } : {};
  return { ...CONSTANT, text: HOLE, ...repeated };
}

/** Whoever calls decides which folder that is; what is joined to it must not lead out of it. */
const inGivenFolder = ([folder = CONSTANT, ...rest]: readonly Value[]): readonly Value[] => [
  folder.reach === 1 && !folder.built ? { ...folder, safe: new Set([...folder.safe, 'path' as const]) } : folder,
  ...rest,
];

function withinFolder(values: readonly Value[]): Value {
  const whole = together(inGivenFolder(values), true);
  return { ...whole, built: whole.built || whole.reach > 0, origin: values[0]?.origin ?? '' };
}

export function leave(expression: Of<'leave'>, scope: Scope, walk: Walk): Value {
  const value = expression.value === undefined ? CONSTANT : walk.run(expression.value, scope, 'return');
  if (expression.how === 'return') {
    scope.returned.push(value);
    walk.tell('return', expression, scope, { arguments: [value], written: [expression.value?.text ?? ''] });
  }
  return CONSTANT;
}

export function several(expression: Of<'several'>, scope: Scope, walk: Walk, target: string): Value {
  const values = expression.parts.map((part) => walk.run(part, scope, target));
  if (/statement|block|program|module|source_file|translation_unit|body|declaration/.test(expression.node))
    return CONSTANT;
  if (expression.node === 'comprehension') return values.at(-1) ?? CONSTANT;
  const [only] = values;
  if (values.length === 1 && only !== undefined) return only;
  const told = together(values, false);
  if (expression.node === 'expression_list') return { ...told, returns: values };
  return /^(?:boolean_operator|not_operator)$/.test(expression.node) ? { ...told, origin: only?.origin ?? '' } : told;
}

/**
 * A plain variable that a statement outside of every function takes and nothing sets: the rest of the program gives it,
 * as it would give a parameter.
 */
export const fromOutside = (expression: Expression, value: Value, scope: Scope): Value =>
  scope.depth === 0 &&
  expression.kind === 'name' &&
  value.reach === 0 &&
  value.text === '' &&
  value.origin === '' &&
  !scope.values.has(expression.name) &&
  /^\$?[a-z]\w+$/.test(expression.name) &&
  !TOOL_NAME.test(expression.name.replace('$', ''))
    ? outside(expression.name, 1)
    : value;
