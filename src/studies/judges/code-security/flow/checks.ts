import type { Expression } from '../syntax/expression.ts';
import { type Place, PLACES, type Value } from './value.ts';

const MEMBER_OF =
  /(?:^|\.)(?:includes|has|contains|containsKey|in_array|array_key_exists|isset|hasOwnProperty|hasOwn|Contains|ContainsKey|match|matches|fullmatch|test|MatchString|preg_match|isalnum|isdigit|isalpha|isidentifier|isdecimal|ctype_\w+|matcher|some|array_search|find|indexOf|is_private|valid\w*|is_?(?:valid|safe|allowed)\w*|check\w*|assert\w*|verify\w*|validate\w*|allow\w*|url_has_allowed_host_and_scheme|host_is_allowed|filter_var|is_numeric|is_int|IsLocal|strspn|commonpath|is_relative_to|isSafe\w*|isAllowed\w*|isValid\w*)$/i;
const CONFINED =
  /(?:^|\.)(?:startsWith|startswith|str_starts_with|HasPrefix|strncmp|strpos|is_relative_to|commonpath|relative|isRelativeTo)$/;
const RESOLVED =
  /(?:resolve|realpath|normalize|abspath|Clean|Abs|getCanonicalPath|toRealPath|EvalSymlinks|canonicalPath|getCanonicalFile|relative|Rel|join)\b/;

interface Look {
  valueOf(expression: Expression): Value;
  nameOf(expression: Expression): string;
  /** The check whose result a variable keeps. */
  conditionOf(name: string): Expression | undefined;
}

/** The variables that a condition vouches for, each with the places it does so for. */
export function vouchedFor(
  condition: Expression,
  look: Look,
  found = new Map<string, Set<Place>>(),
): ReadonlyMap<string, ReadonlySet<Place>> {
  const vouch = (value: Value, places: readonly Place[]): void => {
    for (const name of value.from) {
      const known = found.get(name) ?? new Set<Place>();
      for (const place of places) known.add(place);
      found.set(name, known);
    }
  };
  switch (condition.kind) {
    case 'compare': {
      const { left, right, operator } = condition;
      vouchedFor(left, look, found);
      vouchedFor(right, look, found);
      const [a, b] = [look.valueOf(left), look.valueOf(right)];
      const literal = (one: Expression): boolean =>
        one.kind === 'string' && one.value !== '' && !/^(?:string|object|undefined|number)$/.test(one.value);
      if (/\bin\b/.test(operator)) {
        if (b.reach === 0) vouch(a, PLACES);
        else if (/parents/.test(right.text)) vouch(b, ['path']);
      } else if (/typeof/.test(left.text)) vouch(a, ['nosql']);
      else if (literal(right) && !/protocol|scheme/.test(left.text)) vouch(a, PLACES);
      else if (literal(left)) vouch(b, PLACES);
      else if (/parent|origin|host/i.test(left.text + right.text))
        vouch(a.reach > 0 ? a : b, ['path', 'url', 'redirect']);
      return found;
    }
    case 'call': {
      const name = look.nameOf(condition.callee);
      const given = condition.arguments.map((one) => look.valueOf(one));
      const receiver = condition.callee.kind === 'member' ? look.valueOf(condition.callee.object) : undefined;
      const constant =
        condition.arguments.length > 0 &&
        condition.arguments.every((one) => one.kind === 'string' || one.kind === 'constant');
      if (CONFINED.test(name)) {
        const subject = receiver !== undefined && receiver.reach > 0 ? receiver : given[0];
        if (subject !== undefined && RESOLVED.test(subject.origin)) vouch(subject, ['path', 'url', 'redirect']);
        else if (
          subject !== undefined &&
          condition.arguments.some((one) => one.kind === 'string' && /^https?:\/\/[^/]+\/|^\/$/.test(one.value))
        )
          vouch(subject, ['url']);
      } else if (MEMBER_OF.test(name)) {
        if (receiver !== undefined && receiver.reach > 0 && constant && /includes|contains|has$/i.test(name))
          return found;
        const pattern = condition.callee.kind === 'member' ? condition.callee.object.text : '';
        if (/^\/(?!\^)/.test(pattern) && name.endsWith('test') && !/\[\^/.test(pattern)) return found;
        for (const value of given) vouch(value, PLACES);
        if (receiver !== undefined) vouch(receiver, PLACES);
      }
      for (const one of condition.arguments) vouchedFor(one, look, found);
      if (condition.callee.kind === 'member') vouchedFor(condition.callee.object, look, found);
      return found;
    }
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
