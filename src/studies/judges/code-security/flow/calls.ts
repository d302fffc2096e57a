import type { Expression, Parameter } from '../syntax/expression.ts';
import {
  fetched,
  leftByFilter,
  GIVES_ITS_FUNCTION,
  handedOver,
  isFetched,
  STORED,
  stored,
  taggedPlaces,
} from './callbacks.ts';
import { vouch } from './branches.ts';
import {
  cleanedBy,
  cleanedByFiltering,
  cleanedByReplacing,
  cleanedByRooting,
  doesNothing,
  filtered,
  mapped,
  NUMERIC,
  quotesItself,
  ruled,
} from './cleaning.ts';
import { fromOutside } from './expressions.ts';
import { enter } from './functions.ts';
import { OUTSIDE_CALL } from './outside.ts';
import { pathOf } from './path.ts';
import { refuses } from './promises.ts';
import { mendsQuoting } from './quoting.ts';
import type { Function, Scope, Walk } from './scope.ts';
import { CONSTANT, HOLE, outside, type Place, together, type Value } from './value.ts';
import { addTo, fill, writeTo } from './writes.ts';

export type Call = Expression & { readonly kind: 'call' };

const FORMATS =
  /(?:^|\.)(?:format|sprintf|Sprintf|String\.format|format!|formatted|concat|join|Join|implode|util\.format|CONCAT)$/;
const PATHS = /(?:^|\.)(?:join|Join|resolve|Paths\.get|Path\.of|Path|File)$/;
/** Modules whose functions join paths. */
const OF_PATHS = /^(?:os\.path|path|posixpath|ntpath|filepath|nodePath|p)$/;
const OWN_ADDRESS = /^(?:\w+\.)*(?:req|request)\.(?:url|nextUrl(?:\.origin)?)$|^(?:window\.)?location\.\w+$/;
/** The folder that everyone can write to. */
const TEMPORARY = /^(?:os\.tmpdir|tmpdir|os\.TempDir|tempfile\.gettempdir|gettempdir|sys_get_temp_dir)$/;
/** Literals that a name may stand for where rules look at what is written. */
const CONSTANTS = /^(?:[bru]?["'`].|[1-9]|\{(?!\s*\d)|(?:true|false)$|[A-Z]\w*\.MODE_\w+$)/i;
/** A framework that gives back what came in, where it is of the shape that is asked for. */
const VALIDATES = /^(?:\$request|\$this|request)\.validate(?:WithBag)?$|^Validator\.make$/;
const READS_FILE = /^(?:file_get_contents|(?:fs\.|fs\/promises\.|fs\.promises\.|fsp\.)?readFile(?:Sync)?)$/;
/** What a helper made it of tells more than the helper's name. */
const KEPT =
  /(?:hmac|createHmac|HMAC)[\w.]*(?:digest|hexdigest)$|createHash[\w.]*(?:digest|slice|subarray)$|^Buffer\.(?:alloc|from)$|(?:path\.(?:resolve|realpath|abspath)|realpath(?:Sync)?|\.resolve)$/;
/** Deeper calls of the answer's own functions are not followed (CWE-674). */
const DEEPEST = 6;

export function call(expression: Call, scope: Scope, walk: Walk, target: string): Value {
  const { callee } = expression;
  const receiver = callee.kind === 'member' ? walk.run(callee.object, scope, target) : CONSTANT;
  // What is called at once: `Function(text)()`, `(async () => { … })()`.
  if (callee.kind !== 'member' && callee.kind !== 'name') walk.run(callee, scope, target);
  const named = new Map<string, Value>();
  const values: Value[] = [];
  const written: string[] = [];
  for (const one of expression.arguments) {
    // What stands before a handler is about it: middleware, the path it serves.
    const around: Scope = {
      ...scope,
      handedTo: callee.text,
      marks: `${scope.marks} ${callee.text}(${written.join(', ')}`,
    };
    const handed = one.kind === 'function' ? handedOver(expression, receiver, values) : undefined;
    if (one.kind === 'function' && handed !== undefined) {
      written.push(one.text);
      values.push({
        ...enter(
          one,
          around,
          walk,
          /^(?:\$|jQuery)\.each$/.test(callee.text) ? [CONSTANT, handed] : [handed, CONSTANT, CONSTANT],
        ),
        origin: 'function',
      });
      continue;
    }
    const value = fromOutside(one, walk.run(one, one.kind === 'function' ? around : scope, target), scope);
    written.push(asWritten(one, value));
    if (one.kind === 'entry') named.set(one.name, value);
    values.push(value);
    if (one.text.startsWith('**')) spread(value, named, written);
  }
  const plain = pathOf(callee, scope, walk.aliases) || callee.text;
  const name =
    callee.kind === 'member' && receiver.origin !== '' && receiver.origin !== 'function'
      ? `${receiver.origin}.${callee.name}`
      : plain;
  // A function that is called where it stands, also later or beside: `defer func() { … }()`, `(async () => { … })()`.
  if (callee.kind === 'function') return enter(callee, scope, walk, values.length > 0 ? values : undefined);
  walk.tell('call', expression, scope, { name, arguments: values, named, receiver, written }, target);
  if (!writeTo(expression, name, values, scope)) addTo(expression, values, scope, walk);
  fill(expression, name, values, receiver, scope);
  return result({ expression, name, given: values, named, receiver, written }, scope, walk);
}

/** As it is written, or as the literal is that a name stands for: `verify=OPTION`, `OPTIONS`. */
function asWritten(one: Expression, value: Value): string {
  const literal = value.literal ?? '';
  if (!CONSTANTS.test(literal)) return one.text;
  if (one.kind === 'entry' && /^(?:name|member)$/.test(one.value.kind)) return `${one.name}=${literal}`;
  return /^(?:name|member)$/.test(one.kind) ? literal : one.text;
}

/** Calls that give the ending of a name. */
const givesEnding = (name: string, written: readonly string[]): boolean =>
  /(?:^|\.)(?:extname|splitext|getClientOriginalExtension|getExtension|strrchr)$/.test(name) ||
  (/(?:^|\.)(?:r?split|explode|rpartition)$/.test(name) && /^["'`]\.["'`]/.test(written[0] ?? '')) ||
  (/(?:^|\.)(?:slice|substr|mb_substr)$/.test(name) && written.some((one) => /^-\d/.test(one))) ||
  (name === 'pathinfo' && /PATHINFO_EXTENSION/.test(written[1] ?? ''));

/** Whether a function writes signs of markup out. */
const escapes = ({ body }: Function): boolean =>
  /esc\w*\(|encode\w*\(|saniti\w*\(|&(?:amp|lt|#)|\.replace\(\s*\/\[[^\]]*[<&]/i.test(body.text);

/** A method of Python names the object it is called on first. */
const bound = ([first]: readonly Parameter[], given: readonly Value[], object: Value): readonly Value[] =>
  first !== undefined && /^(?:self|cls)$/.test(first.text) ? [object, ...given] : given;

/** `f(**options)`: what the options hold is named. */
function spread(options: Value, named: Map<string, Value>, written: string[]): void {
  for (const [name, value] of options.entries) {
    named.set(name, value);
    written.push(`${name}=${value.literal ?? ''}`);
  }
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
  const filter = filtered(name, written);
  // The body of a request, and what a program is given.
  if (
    /^(?:file_get_contents|stream_get_contents|fopen)$/.test(name) &&
    /php:\/\/(?:input|stdin)/.test(written[0] ?? '')
  )
    return outside(expression.text, 2);
  if (filter === 'number') return { ...CONSTANT, text: HOLE, origin: name };
  if (OUTSIDE_CALL.test(name) || OUTSIDE_CALL.test(callee.text))
    return outside(expression.text, /env|^flag\./i.test(name) ? 1 : 2);
  if (isFetched(name)) return fetched(expression.text);
  if (STORED.test(name)) return stored(expression.text);
  const each = mapped(name, written);
  const [path] = given;
  // What is in a file is not what names it.
  if (READS_FILE.test(name) && path !== undefined && path.reach > 0)
    return {
      ...path,
      text: HOLE,
      built: false,
      origin: name,
      safe: new Set([...path.safe, 'html' as const]),
      entries: new Map(),
    };
  // What a signal holds.
  const held = given.length === 0 ? (scope.values.get(callee.text) ?? walk.members.get(callee.text)) : undefined;
  if (held !== undefined && held.reach > 0 && callee.kind !== 'call') return held;
  const method =
    callee.kind === 'member' &&
    ((receiver.reach > 0 && receiver.origin === '') ||
      walk.classes.has(receiver.origin) ||
      walk.classes.has(callee.object.text))
      ? walk.functions.get(callee.name)
      : undefined;
  // A receiver of Go is one letter or two.
  const local = walk.functions.get(name.replace(/^(?:self|\$?this|cls|[a-z]{1,2})\./, '')) ?? method;
  // A function that is shown gives what it gives, whatever its name says.
  if ((NUMERIC.test(name) && local === undefined) || NUMERIC.test(each) || walk.enums.has(name))
    return { ...CONSTANT, text: HOLE, origin: name };
  // It came back: what it refuses is not there.
  if (local !== undefined && scope.depth < DEEPEST && given.some(({ reach }) => reach > 0))
    vouchAfter(local, given, scope, walk);
  // A tag that escapes is taken at its word.
  const tag = local !== undefined && /^[\w.]+\s*`/.test(expression.text) && escapes(local);
  const inside =
    local !== undefined && !tag && scope.depth < DEEPEST
      ? walk.give(local, scope, bound(local.parameters, given, receiver))
      : undefined;
  for (const { at, member, value } of inside?.wrote ?? []) {
    const into = /^&?(\w+)$/.exec(expression.arguments[at]?.text ?? '')?.[1];
    if (into === undefined) continue;
    // Whether it was the address of a structure or a pointer to one.
    for (const key of member === undefined ? [into] : [`${into}.${member}`, `${into}->${member}`])
      scope.values.set(key, { ...value, from: new Set([...value.from, key]) });
  }
  if (TEMPORARY.test(name)) return { ...CONSTANT, text: '/tmp', origin: name };
  // The class of Java that makes paths is no part of one.
  const ofClass = callee.kind === 'member' && /^(?:java\.nio\.file\.)?Paths?$/.test(callee.object.text);
  const ofModule = callee.kind === 'member' && /^(?:pathlib|os\.path)$/.test(callee.object.text);
  const paths = PATHS.test(name) && given.length + (receiver === CONSTANT || ofClass || ofModule ? 0 : 1) > 1;
  // A look-up in a constant table.
  if (!paths && /\.(?:get|getOrDefault|find|get_or_default)$/.test(name) && receiver.reach === 0 && given.length > 0)
    return { ...CONSTANT, text: HOLE, origin: name };
  if (name.endsWith('Map.keySet') && receiver.items.length > 0) return { ...keysOf(receiver), origin: name };
  const [looks] = expression.arguments;
  if (name.endsWith('.filter') && looks?.kind === 'function') return leftByFilter(looks, receiver, scope, walk);
  const lambda =
    GIVES_ITS_FUNCTION.test(name) || name === 'array_map'
      ? given.find(({ origin }) => origin === 'function')
      : undefined;
  const parts =
    lambda !== undefined
      ? [lambda]
      : inside !== undefined
        ? [inside]
        : [
            ...(callee.kind === 'member' && !ofClass ? [receiver] : []),
            ...(/^(?:v?sprintf|fmt\.Sprintf)$/.test(name) ? withoutNumbers(given) : given),
          ];
  // Where the request came in is this server.
  if (name === 'URL' && parts.length === 2 && OWN_ADDRESS.test(written[1] ?? '')) parts.pop();
  const formats = FORMATS.test(name);
  const seen = formats || paths ? parts.map(withHole) : parts;
  const whole = together(
    mendsQuoting(
      paths
        ? inGivenFolder(
            seen,
            callee.kind === 'member' &&
              !ofClass &&
              receiver.reach === 0 &&
              (receiver.text === '' || OF_PATHS.test(callee.object.text))
              ? 1
              : 0,
          )
        : seen,
    ),
    formats || paths,
  );
  return {
    ...whole,
    // A check of its ending is none of the rest.
    ...(givesEnding(name, written) ? { from: new Set([expression.text]) } : {}),
    text:
      inside?.text ??
      (callee.kind === 'member' && given.length === 0
        ? receiver.text
        : formats
          ? formatted(PLACEHOLDER.test(receiver.text) ? seen : given.map(withHole), whole.text)
          : whole.text),
    built: whole.built || (paths && whole.reach > 0),
    safe: new Set([
      ...whole.safe,
      ...(VALIDATES.test(name) || (local !== undefined && inside !== undefined && doesNothing(local))
        ? []
        : cleanedBy(name)),
      ...cleanedBy(each),
      ...(filter ?? []),
      ...cleanedByFiltering(name, written),
      ...cleanedByRooting(name, written),
      ...cleanedByReplacing(name, [...written, ...receiver.items.map(({ literal }) => literal ?? '')]),
      ...quotesItself(name, written),
      ...(tag ? (['html'] as const) : taggedPlaces(expression)),
    ]),
    origin: inside !== undefined && KEPT.test(inside.origin) ? inside.origin : name,
    entries: VALIDATES.test(name)
      ? ruled(written.join(' '), whole)
      : inside !== undefined
        ? inside.entries
        : named.size > 0
          ? named
          : new Map(given.flatMap((one) => [...one.entries])),
    items: given,
    ...(inside?.returns === undefined ? {} : { returns: inside.returns }),
  };
}

/** What was handed to a function that throws where a check of it fails. */
function vouchAfter(local: Function, given: readonly Value[], scope: Scope, walk: Walk): void {
  const refused = refuses(local, { ...scope, depth: scope.depth + 2 }, walk);
  if (refused.size === 0) return;
  const names = local.parameters.flatMap((one) => one.names).filter((name) => !/^(?:self|cls|this)$/.test(name));
  const vouched = new Map<string, ReadonlySet<Place>>();
  for (const [i, name] of names.entries())
    for (const from of given[i]?.from ?? []) vouched.set(from, refused.get(name) ?? new Set());
  vouch(vouched, scope);
}

/** A table that is filled pair by pair, after what its constructor was given: its keys are not its values. */
const keysOf = ({ items }: Value): Value =>
  together(
    items.filter((_, i) => i % 2 === items.length % 2),
    false,
  );

/** Whoever calls decides which folder that is; what is joined to it must not lead out of it. */
function inGivenFolder(parts: readonly Value[], at: number): readonly Value[] {
  return parts.map((part, i) =>
    i === at && part.reach === 1 && !part.built && parts.length > at + 1
      ? { ...part, safe: new Set([...part.safe, 'path' as const]) }
      : part,
  );
}

/** A place in a format. */
const PLACEHOLDER = /%[-+#0-9.*l]*[svdqxuif]|\{\w*\}/;

/** The text of `"%s/x"` or `"{}/x"` with its values in their places. */
function formatted([first, ...rest]: readonly Value[], plain: string): string {
  if (first === undefined || !PLACEHOLDER.test(first.text)) return plain;
  let next = 0;
  return first.text
    .replace(new RegExp(PLACEHOLDER, 'g'), () => {
      const value = rest[next];
      next += 1;
      return value === undefined ? HOLE : value.text === '' ? HOLE : value.text;
    })
    .slice(0, 4000);
}

/** What `%d` takes is a number, whatever it was. */
function withoutNumbers([format, ...rest]: readonly Value[]): readonly Value[] {
  if (format === undefined || format.reach > 0) return format === undefined ? [] : [format, ...rest];
  const places = [...format.text.matchAll(/%(?!%)[-+#0-9.*l' ]*([a-zA-Z])/g)];
  return [
    format,
    ...rest.map((one, i) => (/^[duxXfFeo]$/.test(places[i]?.[1] ?? '') ? { ...CONSTANT, text: HOLE } : one)),
  ];
}

const withHole = (part: Value): Value =>
  part.text === '' && part.items.length === 0 && part.entries.size === 0 ? { ...part, text: HOLE } : part;
