/**
 * A string literal as Jinja2 reads it: `ast.literal_eval`-like escapes by Python's `unicode-escape` codec, so that
 * `\x5f`, `\u005f`, `\U0000005f`, `\137` and `\N{LOW LINE}` are all one underscore.
 * https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences
 */
export function unescapeLiteral(body: string): string {
  if (!body.includes('\\')) return body;
  return body.replace(ESCAPE, (whole, escape: string) => {
    const first = escape.charAt(0);
    if (first === 'x' || first === 'u' || first === 'U') return character(Number.parseInt(escape.slice(1), 16), whole);
    if (first === 'N') return named(escape.slice(2, -1)) ?? whole;
    if (first >= '0' && first <= '7') return character(Number.parseInt(escape, 8), whole);
    return SIMPLE[first] ?? whole;
  });
}

const ESCAPE = /\\(x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|N\{[A-Za-z][A-Za-z0-9 -]{0,80}\}|[0-7]{1,3}|[\s\S])/g;

const SIMPLE: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function character(code: number, whole: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** The Unicode names that can spell an identifier; others stay as they are written. */
function named(name: string): string | undefined {
  const upper = name.toUpperCase();
  const letter = /^LATIN (SMALL|CAPITAL) LETTER ([A-Z])$/.exec(upper);
  if (letter !== null) return letter[1] === 'SMALL' ? letter[2]?.toLowerCase() : letter[2];
  const digit = DIGITS.indexOf(/^DIGIT ([A-Z]+)$/.exec(upper)?.[1] ?? '');
  if (digit >= 0) return String(digit);
  return upper === 'LOW LINE' ? '_' : upper === 'FULL STOP' ? '.' : undefined;
}

const DIGITS = ['ZERO', 'ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'SIX', 'SEVEN', 'EIGHT', 'NINE'];
