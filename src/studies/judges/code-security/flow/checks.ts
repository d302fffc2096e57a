import type { Expression } from '../syntax/expression.ts';
import { refusesOtherText, staysHere } from './patterns.ts';
import { type Place, PLACES, type Value } from './value.ts';

/** What a name of the code's own promises to look at: `isValidName(x)`, `checkHost(x)`, `ALLOWED.match(x)`. */
const PROMISES =
  /(?:^|[._])(?:valid\w*|is_?(?:valid|safe|allowed|permitted|known|private|local)\w*|check\w*|assert\w*|verify\w*|validate\w*|allow\w*|permitted\w*|ensure\w*|url_has_allowed_host_and_scheme|host_is_allowed)$|(?:isValid|isSafe|isAllowed|isLocal|IsLocal|isPrivate|IsPrivate)\w*$/i;
/** Looks at every character of what it is called on, or given. */
const OF_ALL_CHARACTERS =
  /(?:^|\.)(?:isalnum|isdigit|isalpha|isidentifier|isdecimal|isnumeric|ctype_(?:alnum|alpha|digit|xdigit|upper|lower)|is_numeric|is_int|isInteger|isSafeInteger|strspn|filter_var|isUUID|isUuid)$/;
/** Whether a list, a set or a table of the code holds it: what is asked for comes first or alone. */
const IN_LIST =
  /(?:^|\.)(?:in_array|array_key_exists|array_search|slices\.Contains|includes|has|contains|containsAll|containsKey|Contains|ContainsKey|hasOwn|hasOwnProperty|indexOf|some|find|exists)$/;
const MATCHES =
  /(?:^|\.)(?:match|matches|fullmatch|full_match|test|MatchString|Match|preg_match|matcher|search|exec|regexec)$/;
const CONFINED =
  /(?:^|\.)(?:startsWith|startswith|str_starts_with|HasPrefix|strncmp|strpos|is_relative_to|commonpath|commonprefix|relative|isRelativeTo)$/;
const RESOLVED =
  /(?:resolve|realpath|normalize|abspath|Clean|Abs|getCanonicalPath|toRealPath|EvalSymlinks|canonicalPath|getCanonicalFile|relative|Rel|join|filepath\.Join)\b/;
/** Ends with a separator: a folder beside it does not begin with it. */
const SEPARATED = /[sS]eparator(?:Char)?\)?$|["'][^"']*[/\\]["']$/;
/** Paths that are text, so that a start of one need not be a folder. */
const TEXTUAL = /(?:^|\.)(?:path\.(?:resolve|normalize|join|realpath|abspath|normpath)|realpath(?:Sync)?|str|resolve)$/;
/** Without these a name leads nowhere else. */
const STEPS_OUT = /^(?:\/|\.\.|\.\.\/|\\\\?|os\.sep|path\.sep)$/;

interface Look {
  valueOf(expression: Expression): Value;
  nameOf(expression: Expression): string;
  /** The check whose result a variable keeps. */
  conditionOf(name: string): Expression | undefined;
  /** What a function of the answer's own that only looks at an argument, the one at this place, vouches for. */
  promisedBy(name: string, at: number): ReadonlySet<Place> | undefined;
}

type Vouch = (value: Value, places: readonly Place[]) => void;

/** The variables that a condition vouches for, each with the places it does so for. */
export function vouchedFor(
  condition: Expression,
  look: Look,
  found = new Map<string, Set<Place>>(),
): ReadonlyMap<string, ReadonlySet<Place>> {
  const vouch: Vouch = (value, places) => {
    for (const name of value.from) {
      const known = found.get(name) ?? new Set<Place>();
      for (const place of places) known.add(place);
      found.set(name, known);
    }
  };
  switch (condition.kind) {
    case 'compare':
      for (const side of [condition.left, condition.right]) if (side.kind !== 'member') vouchedFor(side, look, found);
      compared(condition, look, vouch);
      return found;
    case 'call':
      called(condition, look, vouch);
      for (const one of condition.arguments) vouchedFor(one, look, found);
      if (condition.callee.kind === 'member') vouchedFor(condition.callee.object, look, found);
      return found;
    case 'index':
      // A look-up in a constant table: what is not in it is not there.
      if (look.valueOf(condition.object).reach === 0) vouch(look.valueOf(condition.key), PLACES);
      return found;
    case 'name': {
      const kept = look.conditionOf(condition.name);
      return kept === undefined || kept.kind === 'name'
        ? found
        : vouchedFor(kept, { ...look, conditionOf: () => undefined }, found);
    }
    case 'member':
      // An address without a host leads to this one.
      if (condition.name === 'netloc') vouch(look.valueOf(condition.object), ['redirect']);
      return found;
    case 'several':
    case 'arithmetic':
      for (const part of condition.parts) vouchedFor(part, look, found);
      return found;
    case 'assign':
      return vouchedFor(condition.value, look, found);
    case 'choice':
      return vouchedFor(condition.condition, look, found);
    default:
      return found;
  }
}

const literal = (one: Expression): boolean =>
  one.kind === 'string' && one.value !== '' && !/^(?:string|object|undefined|number)$/.test(one.value);

const blank = (one: Expression): boolean =>
  (one.kind === 'string' && one.value === '') ||
  (one.kind === 'constant' && /^(?:nil|null|None|NULL|undefined)$/.test(one.text));

function compared(
  { left, right, operator }: Expression & { readonly kind: 'compare' },
  look: Look,
  vouch: Vouch,
): void {
  const [a, b] = [look.valueOf(left), look.valueOf(right)];
  if (/\bin\b/.test(operator)) {
    if (left.kind === 'string' && STEPS_OUT.test(left.value)) vouch(b, ['path']);
    else if (b.reach === 0) vouch(a, PLACES);
    else if (/parents/.test(right.text)) vouch(b, ['path']);
  } else if (/typeof/.test(left.text)) vouch(a, ['nosql']);
  // Whether there is anything says nothing of what it is.
  else if (blank(left) || blank(right)) {
    if (/(?:netloc|[hH]ost(?:name|\(\))?|getHost\(\))$/.test(left.text)) vouch(a, ['redirect']);
    return;
  }
  // One character is no check of the rest.
  else if (left.kind === 'index' && left.key.kind === 'constant' && right.kind === 'string' && right.value.length < 2)
    return;
  else if (literal(right) && !/protocol|scheme/i.test(left.text)) vouch(a, PLACES);
  else if (literal(left) && !/protocol|scheme/i.test(right.text)) vouch(b, PLACES);
  else if (/basename|Base\(/.test(left.text + right.text)) vouch(a.reach > 0 ? a : b, ['path']);
  else if (/parent|origin|host/i.test(left.text + right.text)) vouch(a.reach > 0 ? a : b, ['path', 'url', 'redirect']);
}

/** `a.equals(b)` as `a == b`. */
const asComparison = (
  condition: Expression & { readonly kind: 'call' },
  right: Expression,
): Expression & { readonly kind: 'compare' } => ({
  kind: 'compare',
  operator: '==',
  left: condition.callee.kind === 'member' ? condition.callee.object : condition.callee,
  right,
  text: condition.text,
  line: condition.line,
});

const isTable = (callee: Expression): boolean =>
  callee.kind === 'member' &&
  callee.object.kind === 'name' &&
  !/^(?:requests|httpx|axios|http|https|client|redis|cache|api|session|db|r|got|store|storage|app|router)$/i.test(
    callee.object.name,
  );

function called(condition: Expression & { readonly kind: 'call' }, look: Look, vouch: Vouch): void {
  const name = look.nameOf(condition.callee);
  const given = condition.arguments.map((one) => look.valueOf(one));
  const receiver = condition.callee.kind === 'member' ? look.valueOf(condition.callee.object) : undefined;
  const asked = receiver !== undefined && receiver.reach > 0 ? receiver : given[0];
  const promised = given.map((_, i) => look.promisedBy(name, i));
  if (promised.some((one) => one !== undefined)) {
    for (const [i, value] of given.entries()) vouch(value, [...(promised[i] ?? [])]);
    return;
  }
  if (/(?:^|\.)equals$/.test(name) && condition.callee.kind === 'member') {
    const [other] = condition.arguments;
    if (other !== undefined && condition.arguments.length === 1) compared(asComparison(condition, other), look, vouch);
    return;
  }
  // A table of the code's own that has it.
  if (name.endsWith('.get') && receiver?.reach === 0 && isTable(condition.callee)) {
    if (given[0] !== undefined) vouch(given[0], PLACES);
    return;
  }
  if (CONFINED.test(name)) {
    if (asked === undefined) return;
    if (/common(?:path|prefix)$/.test(name)) for (const value of given) vouch(value, ['path']);
    else if (RESOLVED.test(asked.origin) && !rooted(condition.arguments.at(-1))) {
      // How much is compared comes last in C.
      const start = name === 'strncmp' ? condition.arguments[1] : condition.arguments.at(-1);
      const told =
        start?.kind === 'name' ? (look.conditionOf(start.name)?.text ?? look.valueOf(start).text) : start?.text;
      // `/srv/files-old` begins with `/srv/files` as text, not as a path.
      const asText =
        /^(?:strings\.HasPrefix|strncmp)$/.test(name) ||
        /\.(?:getCanonicalPath|getAbsolutePath|getPath|toString)$/.test(asked.origin);
      const closed = told === undefined || SEPARATED.test(told) || told.endsWith('/');
      const folder = condition.arguments[0];
      const open = TEXTUAL.test(asked.origin) && /starts[wW]ith$/.test(name) && folder !== undefined;
      const ended = !open || /[\\/]$/.test(look.valueOf(folder).text) || /\bsep\b|['"`]\.\./.test(folder.text);
      if ((!asText || closed) && ended) vouch(asked, ['path', 'url', 'redirect']);
    } else if (condition.arguments.some((one) => one.kind === 'string' && /^https?:\/\/[^/]+\/|^\/$/.test(one.value)))
      vouch(asked, ['url']);
    // Who asks for two slashes has asked for one.
    else if (condition.arguments.some((one) => one.kind === 'string' && /^(?:\/\/|\/\\)$/.test(one.value)))
      vouch(asked, ['redirect', 'url']);
  } else if (MATCHES.test(name)) {
    const pattern = patternOf(condition, look, receiver);
    if (pattern !== undefined && !refusesOtherText(pattern, name)) {
      if (asked !== undefined && staysHere(pattern)) vouch(asked, ['redirect', 'url']);
      return;
    }
    for (const value of [...given, ...(receiver === undefined ? [] : [receiver])]) vouch(value, PLACES);
  } else if (name === 'is_string') {
    for (const value of given) vouch(value, ['nosql']);
  } else if (name === 'filter_var' && /URL|SANITIZE|DEFAULT|UNSAFE_RAW/.test(condition.text)) {
    // An address of any host is one.
    return;
  } else if (name === 'filter_var' && /EMAIL|DOMAIN/.test(condition.text)) {
    for (const value of given) vouch(value, ['log', 'nosql']);
  } else if (OF_ALL_CHARACTERS.test(name) || PROMISES.test(name)) {
    for (const value of [...given, ...(receiver === undefined ? [] : [receiver])]) vouch(value, PLACES);
  } else if (IN_LIST.test(name) && !/(?:^|\.)(?:path|Files|fs|storage)\.exists$/.test(name) && !looksAtAPart(condition))
    inList(condition, name, given, receiver, vouch);
}

/** `HOSTS.some((host) => url.includes(host))`: that it stands somewhere in it says nothing of the rest. */
function looksAtAPart({ arguments: [looks] }: Expression & { readonly kind: 'call' }): boolean {
  if (looks?.kind !== 'function') return false;
  const text = looks.body.text;
  return (
    /\.(?:includes|indexOf|startsWith|endsWith|search|match)\(/.test(text) &&
    !/===?|\.(?:ends|starts)With\(\s*(?:['"`][./]|.*[+}]\s*['"`]?\/)|^[^.]*\b[A-Z_]+\.includes\(/.test(text)
  );
}

/** A slash in front says where a path starts, not where it ends. */
const rooted = (start: Expression | undefined): boolean => start?.kind === 'string' && /^[/\\]$/.test(start.value);

/** `list.includes(x)` is a check of x; `x.includes('/')` looks at a part of it. */
function inList(
  condition: Expression & { readonly kind: 'call' },
  name: string,
  given: readonly Value[],
  receiver: Value | undefined,
  vouch: Vouch,
): void {
  const [first] = condition.arguments;
  if (receiver !== undefined && receiver.reach > 0) {
    if (first?.kind === 'string' && STEPS_OUT.test(first.value)) vouch(receiver, ['path']);
    // What the list holds is looked for, not what it came from.
    else if (first !== undefined && first.kind !== 'string' && first.kind !== 'constant')
      for (const value of [...given, receiver]) vouch(value, PLACES);
    return;
  }
  if (/(?:strings\.Contains|strpos|str_contains)$/.test(name)) {
    const part = condition.arguments[1];
    if (part?.kind === 'string' && STEPS_OUT.test(part.value) && given[0] !== undefined) vouch(given[0], ['path']);
    return;
  }
  for (const value of given) vouch(value, PLACES);
}

/** The regular expression a call matches with, where it is known. */
function patternOf(
  { callee, arguments: given }: Expression & { readonly kind: 'call' },
  look: Look,
  receiver: Value | undefined,
): string | undefined {
  const written = given.find((one) => one.kind === 'string');
  const object = callee.kind === 'member' ? callee.object : undefined;
  if (object?.kind === 'string' && object.text.startsWith('/')) return object.value;
  if (written?.kind === 'string') return written.value;
  const constant =
    receiver?.reach === 0 && receiver.text !== ''
      ? receiver
      : given.map(look.valueOf).find((one) => one.literal !== undefined);
  return constant === undefined || constant.text === '' || constant.text.includes('\uFFFC') ? undefined : constant.text;
}
