/** Longer patterns are not looked at (CWE-400). */
const LONGEST = 500;
/** Deeper groups are not looked at (CWE-674). */
const DEEPEST = 20;
/** Texts of one character repeated up to so often are tried. */
const UP_TO = 4;
/** One of each kind of character that a pattern tells apart. */
const PROBES = 'aAzZ09_ -.,:;/@%+=#\t"\'<>()';

/** More characters are not tried (CWE-400). */
const MOST_PROBES = 80;

/** In how many ways a part matches a text of 0 to UP_TO times one character. */
type Ways = readonly number[];

const NOTHING: Ways = Array.from({ length: UP_TO + 1 }, (_, i) => (i === 0 ? 1 : 0));
const NEVER: Ways = NOTHING.map(() => 0);
const ONCE: Ways = NOTHING.map((_, i) => (i === 1 ? 1 : 0));

const either = (a: Ways, b: Ways): Ways => a.map((n, i) => n + (b[i] ?? 0));
const both = (a: Ways, b: Ways): Ways =>
  a.map((_, i) => a.slice(0, i + 1).reduce((sum, n, j) => sum + n * (b[i - j] ?? 0), 0));

/**
 * Whether a pattern can take time exponential in the text: it holds a repeated group that matches some character,
 * repeated, in several ways, so that the ways multiply with each repetition (Davis et al., The impact of regular
 * expression denial of service in practice, 2018). Texts of different characters are not tried.
 */
export function explodes(pattern: string): boolean {
  if (pattern.length > LONGEST || !/[+*}]/.test(pattern)) return false;
  if (/(?:\.\*){3,}/.test(pattern)) return true;
  return [...new Set(PROBES + pattern)].slice(0, MOST_PROBES).some((probe) => new Attempt(pattern, probe).explodes());
}

/** One pattern read against texts of one character. */
class Attempt {
  private readonly pattern: string;
  private readonly probe: string;
  private at = 0;
  private found = false;

  constructor(pattern: string, probe: string) {
    this.pattern = pattern;
    this.probe = probe;
  }

  explodes(): boolean {
    this.alternatives(0);
    return this.found;
  }

  private alternatives(depth: number): Ways {
    let ways = this.sequence(depth);
    while (this.pattern[this.at] === '|') {
      this.at += 1;
      ways = either(ways, this.sequence(depth));
    }
    return ways;
  }

  private sequence(depth: number): Ways {
    let ways = NOTHING;
    while (this.at < this.pattern.length && !/[|)]/.test(this.pattern[this.at] ?? ''))
      ways = both(ways, this.repeated(this.atom(depth)));
    return ways;
  }

  private repeated(one: Ways): Ways {
    const rest = this.pattern.slice(this.at, this.at + 16);
    const found = /^(?:([*+?])|\{(\d+)(,)?(\d+)?\})[?+]?/.exec(rest);
    if (found === null) return one;
    this.at += found[0].length;
    const least = found[1] === undefined ? Number(found[2]) : found[1] === '+' ? 1 : 0;
    const most =
      found[1] === '?' ? 1 : found[1] !== undefined || found[3] !== undefined ? Number(found[4] ?? Infinity) : least;
    // Bounded repetitions of a handful are polynomial.
    if (most > 10 && severalWays(one)) this.found = true;
    // A text that is matched in no time at all is matched once.
    const solid = one.map((n, i) => (i === 0 ? 0 : n));
    let power = NOTHING;
    let sum = least === 0 ? NOTHING : NEVER;
    for (let n = 1; n <= Math.min(most, UP_TO); n += 1) {
      power = both(power, n <= least ? one : solid);
      if (n >= least) sum = either(sum, power);
    }
    return sum.map((n) => Math.min(n, 1000));
  }

  private atom(depth: number): Ways {
    const sign = this.pattern[this.at] ?? '';
    this.at += 1;
    if (sign === '(') return this.group(depth);
    if (sign === '[') return this.characterClass();
    if (sign === '^' || sign === '$') return NOTHING;
    if (sign === '.') return this.probe === '\n' ? NEVER : ONCE;
    if (sign === '\\') {
      const name = this.pattern[this.at] ?? '';
      this.at += 1;
      if (/[bBAzZG]/.test(name)) return NOTHING;
      return inEscape(name, this.probe) ? ONCE : NEVER;
    }
    return sign === this.probe ? ONCE : NEVER;
  }

  private group(depth: number): Ways {
    const kind =
      /^\?(?:[:>=!|]|<[=!]|P?<\w+>|'\w+'|[a-z-]+[:)])/.exec(this.pattern.slice(this.at, this.at + 40))?.[0] ?? '';
    this.at += kind.length;
    if (kind.endsWith(')')) return NOTHING;
    if (depth >= DEEPEST) {
      this.at = this.pattern.length;
      return NEVER;
    }
    const ways = this.alternatives(depth + 1);
    this.at += 1;
    if (/^\?<?[=!]/.test(kind)) return NOTHING;
    // What an atomic group took it never gives back.
    return kind === '?>' ? (ways.some((n, i) => i > 0 && n > 0) ? ONCE : NOTHING) : ways;
  }

  private characterClass(): Ways {
    const start = this.at;
    let end = start + (this.pattern[start] === '^' ? 1 : 0);
    if (this.pattern[end] === ']') end += 1;
    while (end < this.pattern.length && this.pattern[end] !== ']') end += this.pattern[end] === '\\' ? 2 : 1;
    this.at = end + 1;
    const body = this.pattern.slice(start, end);
    const negated = body.startsWith('^');
    return inClass(negated ? body.slice(1) : body, this.probe) === negated ? NEVER : ONCE;
  }
}

/** The group matches texts of several lengths, or one in several ways: its repetition can be cut in many places. */
const severalWays = (ways: Ways): boolean =>
  ways.slice(1).filter((n) => n > 0).length > 1 || ways.slice(1).some((n) => n > 1);

function inEscape(name: string, sign: string): boolean {
  switch (name) {
    case 'w':
      return /\w/.test(sign);
    case 'W':
      return /\W/.test(sign);
    case 'd':
      return /\d/.test(sign);
    case 'D':
      return /\D/.test(sign);
    case 's':
      return /\s/.test(sign);
    case 'S':
      return /\S/.test(sign);
    case 't':
      return sign === '\t';
    default:
      return name === sign;
  }
}

function inClass(body: string, sign: string): boolean {
  for (let i = 0; i < body.length; i += 1) {
    if (body[i] === '\\') {
      i += 1;
      if (inEscape(body[i] ?? '', sign)) return true;
      continue;
    }
    const to = body[i + 1] === '-' ? body[i + 2] : undefined;
    const from = body[i] ?? '';
    if (to === undefined ? from === sign : sign >= from && sign <= to) return true;
    if (to !== undefined) i += 2;
  }
  return false;
}
