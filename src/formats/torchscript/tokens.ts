/** A lexical token of TorchScript's Python dialect; `offset` in UTF-16 units of the text. */
export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'operator' | 'newline';
  /** As written; for strings the value. */
  readonly text: string;
  readonly offset: number;
  readonly end: number;
  readonly line: number;
  /** Spaces at the beginning of the line, on its first token. */
  readonly indent?: number;
}

export type TokenFault = 'unterminated string' | 'unexpected character';

const SPACE = /[ \t\f\r]*/y;
const NAME = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*/y;
const NUMBER = /(?:0[xXoObB][0-9a-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)[jJ]?/y;
const OPERATOR = /->|\*\*=?|\/\/=?|<<=?|>>=?|[=!<>+\-*/%&|^@]=|\.\.\.|[-+*/%@&|^~<>=()[\]{},:;.!]/y;
const PREFIX = /[rRbBuUfF]{0,2}(?="|')/y;
const SHORT: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\n': '',
};

/** Splits a text into tokens in one pass; what is no token is told to `fault` and left out. */
export function* tokenise(
  text: string,
  fault: (kind: TokenFault, offset: number, line: number) => void,
): Generator<Token> {
  let at = 0;
  let line = 1;
  let open = 0;
  let fresh = true;
  let indent: number | undefined;
  while (at < text.length) {
    const from = at;
    at = matchEnd(SPACE, text, at) ?? at;
    if (fresh) indent = at - from;
    fresh = false;
    const first = text[at];
    if (first === undefined) return;
    if (first === '\n') {
      if (open === 0) yield { kind: 'newline', text: '\n', offset: at, end: at + 1, line };
      at++;
      line++;
      fresh = open === 0;
      continue;
    }
    if (first === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
      continue;
    }
    if (first === '\\' && text[at + 1] === '\n') {
      at += 2;
      line++;
      continue;
    }
    const start = { offset: at, line, ...(indent === undefined ? {} : { indent }) };
    indent = undefined;
    const quote = matchEnd(PREFIX, text, at);
    if (quote !== undefined) {
      const string = readString(text, quote, /[rR]/.test(text.slice(at, quote)));
      if (!string.closed) fault('unterminated string', at, line);
      yield { kind: 'string', text: string.value, ...start, end: string.end };
      for (let i = at; i < string.end; i++) if (text[i] === '\n') line++;
      at = string.end;
      continue;
    }
    const name = matchEnd(NAME, text, at);
    const number = name === undefined ? matchEnd(NUMBER, text, at) : undefined;
    const end = name ?? number ?? matchEnd(OPERATOR, text, at);
    if (end === undefined || end === at) {
      fault('unexpected character', at, line);
      at++;
      continue;
    }
    const word = text.slice(at, end);
    if (word === '(' || word === '[' || word === '{') open++;
    if (word === ')' || word === ']' || word === '}') open = Math.max(0, open - 1);
    yield {
      kind: name !== undefined ? 'name' : number !== undefined ? 'number' : 'operator',
      text: word,
      ...start,
      end,
    };
    at = end;
  }
}

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** A string from its quote on: short ones end with the line at the latest, triple-quoted ones do not. */
function readString(text: string, at: number, raw: boolean): { value: string; end: number; closed: boolean } {
  const quote = text[at] ?? '"';
  const triple = text.startsWith(quote.repeat(3), at);
  const mark = triple ? quote.repeat(3) : quote;
  let value = '';
  let i = at + mark.length;
  let copied = i;
  while (i < text.length) {
    if (text.startsWith(mark, i)) return { value: value + text.slice(copied, i), end: i + mark.length, closed: true };
    if (!triple && text[i] === '\n') break;
    if (text[i] !== '\\') i++;
    else if (raw) i += 2;
    else {
      const escape = readEscape(text, i + 1);
      value += text.slice(copied, i) + escape.value;
      i = escape.end;
      copied = i;
    }
  }
  const end = Math.min(i, text.length);
  return { value: value + text.slice(copied, end), end, closed: false };
}

/** An escape after its backslash. TorchScript prints bytes as octal; Python's \x and \u are read as well. */
function readEscape(text: string, at: number): { value: string; end: number } {
  const octal = /[0-7]{1,3}/y;
  const end = matchEnd(octal, text, at);
  if (end !== undefined) return { value: String.fromCharCode(Number.parseInt(text.slice(at, end), 8)), end };
  const hex = matchEnd(/x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}/y, text, at);
  if (hex !== undefined) return { value: String.fromCharCode(Number.parseInt(text.slice(at + 1, hex), 16)), end: hex };
  const first = text[at] ?? '';
  return { value: SHORT[first] ?? first, end: at + 1 };
}
