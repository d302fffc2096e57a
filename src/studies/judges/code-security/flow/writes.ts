import type { Expression } from '../syntax/expression.ts';
import type { Scope, Walk } from './scope.ts';
import { CONSTANT, HOLE, outside, together, type Value } from './value.ts';

type Call = Expression & { readonly kind: 'call' };

/** Calls that put text into the object they are called on. */
const ADDS = /^(?:append|push|add|insert|extend|write|WriteString|concat|unshift|addAll|put|set|format)$/;
/** Calls of C that write into their first argument. */
const WRITES =
  /^(?:sprintf|snprintf|vsnprintf|g_snprintf|g_strlcpy|strcpy|strncpy|strcat|strncat|strlcpy|strlcat|stpcpy|fmt\.Fprintf|fmt\.Fprint|asprintf|memcpy|scanf|fscanf|sscanf|fgets|getline|read|recv|recvfrom|pread|SSL_read|fread|gets)$/;
const READS = /^(?:scanf|fscanf|fgets|getline|read|recv|recvfrom|pread|SSL_read|fread|gets)$/;
/** Those that are told first what to read from. */
const INTO_SECOND = /^(?:read|recv|recvfrom|pread|SSL_read|scanf)$/;

/** What a call of C writes is in the buffer it names first. False where it writes into none. */
export function writeTo(expression: Call, name: string, given: readonly Value[], scope: Scope): boolean {
  if (/^[fs]?scanf$/.test(name)) return scanTo(expression, name, given, scope);
  if (name === 'realpath') return resolvesTo(expression, given, scope);
  const into = expression.arguments[INTO_SECOND.test(name) ? 1 : 0];
  if (!WRITES.test(name) || into === undefined) return false;
  const key = into.text.replace(/^&/, '');
  // How much fits is no part of the text.
  const rest = given.slice(/^(?:v|g_)?snprintf$/.test(name) ? 2 : 1);
  const before = /cat$|Fprint/.test(name) ? (scope.values.get(key) ?? CONSTANT) : CONSTANT;
  const whole = READS.test(name)
    ? outside(key, 2)
    : {
        ...together([before, ...rest], rest.length > 1 || before !== CONSTANT),
        text: [before, ...rest].map(({ text }) => text).join(''),
      };
  scope.values.set(key, { ...whole, from: new Set([...whole.from, key]), origin: before.origin });
  return true;
}

/** The path that a name leads to is as tainted as the name. */
function resolvesTo({ arguments: [, into] }: Call, [path = CONSTANT]: readonly Value[], scope: Scope): boolean {
  if (into === undefined || into.kind !== 'name') return false;
  scope.values.set(into.text, { ...path, from: new Set([...path.from, into.text]), origin: 'realpath' });
  return true;
}

/** Calls of Go that fill what their last argument points to. */
const FILLS = /(?:^|\.)(?:Decode|Unmarshal|UnmarshalExtJSON|DecodeJSON|ReadJSON)$/;
const BINDS = /^c(?:tx)?\.(?:(?:Should|Must)?Bind\w*|\w*Parser)$/;

/** A structure that was read out of a request, or out of what an argument holds, is as that. */
export function fill(expression: Call, name: string, given: readonly Value[], receiver: Value, scope: Scope): void {
  const key = /^&?(\w+)$/.exec(expression.arguments.at(-1)?.text ?? '')?.[1];
  if (key === undefined || (!BINDS.test(name) && expression.arguments.at(-1)?.text.startsWith('&') !== true)) return;
  const decodes = FILLS.test(name) && (!name.endsWith('Decode') || /NewDecoder/.test(receiver.origin));
  if (!decodes && !BINDS.test(name)) return;
  const { reach, built } = together([receiver, ...given.slice(0, -1)], false);
  const least = BINDS.test(name) ? 2 : reach;
  if (least > 0) scope.values.set(key, { ...outside(key, least === 2 ? 2 : 1), built });
}

/** Each word that is scanned is as tainted as what it is scanned from; numbers are not text. */
function scanTo(expression: Call, name: string, given: readonly Value[], scope: Scope): boolean {
  const at = name === 'scanf' ? 0 : 1;
  const format = given[at]?.text ?? '';
  const from = name === 'sscanf' ? (given[0] ?? CONSTANT) : outside(name, 2);
  const kinds = [...format.matchAll(/%(?!%|\*)\d*(?:l|h)*(\[|[a-zA-Z])/g)].map(([, kind]) => kind);
  for (const [i, into] of expression.arguments.slice(at + 1).entries()) {
    if (kinds[i] !== 's' && kinds[i] !== '[') continue;
    const key = into.text.replace(/^&/, '');
    scope.values.set(key, { ...from, built: false, text: HOLE, from: new Set([...from.from, key]), origin: '' });
  }
  return true;
}

/** What methods of one object share. */
export const OF_OBJECT = /^(?:self|this)\.#?\w+$|^\$this->\w+$/;

/** What a method adds is in the builder, the list or the buffer it is called on, also through a chain of calls. */
export function addTo({ callee }: Call, given: readonly Value[], scope: Scope, walk: Walk): void {
  if (callee.kind !== 'member' || !ADDS.test(callee.name)) return;
  if (callee.object.kind === 'call' && callee.name !== 'append') return;
  let named = callee.object;
  while (named.kind === 'call' && named.callee.kind === 'member') named = named.callee.object;
  const field = walk.fields.has(named.text.replace(/^this\./, ''))
    ? `this.${named.text.replace(/^this\./, '')}`
    : undefined;
  const before =
    scope.values.get(named.text) ?? (OF_OBJECT.test(named.text) ? walk.members.get(named.text) : undefined);
  const builder = before !== undefined && /Builder|Buffer|String/.test(before.origin);
  const joined = builder && given.length > 0 && /append|write|String/i.test(callee.name);
  const whole = together([before ?? CONSTANT, ...given], joined);
  if (whole.reach === 0 && before === undefined) return;
  const text = builder && /StringBuilder|StringBuffer|strings\.Builder|StringIO/.test(before.origin);
  const after: Value = {
    ...whole,
    built: whole.built || (text && whole.reach > 0),
    text: [before?.text ?? '', ...given.map((one) => one.text)].join(' ').slice(0, 4000),
    from: new Set([...whole.from, named.text]),
    origin: before?.origin ?? '',
    items: [...(before?.items ?? []), ...given].slice(0, 50),
  };
  scope.values.set(named.text, after);
  if (field !== undefined && after.reach > 0) walk.members.set(field, after);
  if (OF_OBJECT.test(named.text) && after.reach > 0) walk.members.set(named.text, after);
}
