import { unescapeLiteral } from './escapes.ts';

export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'operator';
  /** Of a string: what it stands for, escapes undone. */
  readonly text: string;
  readonly line: number;
  /** Where it begins and ends in the template, in UTF-16 units. */
  readonly at: number;
  readonly end: number;
}

/** What a template is made of, in order. */
export type Piece =
  | { readonly kind: 'data'; readonly text: string; readonly line: number }
  | { readonly kind: 'output' | 'tag'; readonly tokens: readonly Token[]; readonly line: number };

export interface Fault {
  readonly message: string;
  readonly line: number;
}

/** The pieces of a template, as Jinja2's lexer cuts it; reading goes on after each fault. */
export interface Lexed {
  readonly pieces: readonly Piece[];
  readonly faults: readonly Fault[];
  /** True where a limit was met: the rest was not cut. */
  readonly limited: boolean;
}

const OPEN = /\{(?:%|\{|#)[-+]?/g;
const RAW_TAG = /^\{%[-+]?\s*raw\s*([-+]?)%\}/;
const RAW_END = /\{%([-+]?)\s*endraw\s*([-+]?)%\}/g;
const CODE = new RegExp(
  [
    String.raw`(?<space>\s+)`,
    String.raw`(?<number>(?:0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\da-fA-F])+|\d+(?:_\d+)*(?:\.\d+(?:_\d+)*(?:[eE][-+]?\d+)?|[eE][-+]?\d+)?))`,
    String.raw`(?<name>[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*)`,
    String.raw`(?<string>'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*")`,
    String.raw`(?<operator>\/\/|\*\*|==|!=|>=|<=|[-+\/*%~[\](){}<>=.:|,;!])`,
  ].join('|'),
  'uy',
);
const CLOSERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Cuts a template into data, outputs and tags; at most `most` tokens. */
export function lex(source: string, most: number): Lexed {
  const pieces: Piece[] = [];
  const faults: Fault[] = [];
  const lines = new Lines(source);
  let at = 0;
  let left = most;
  let trimNext = false;

  const data = (from: number, to: number, trimEnd: boolean): void => {
    let text = source.slice(from, to);
    const line = lines.at(from);
    if (trimNext) text = text.trimStart();
    if (trimEnd) text = text.trimEnd();
    if (text !== '') pieces.push({ kind: 'data', text, line });
  };

  while (at < source.length) {
    OPEN.lastIndex = at;
    const open = OPEN.exec(source);
    const start = open?.index ?? source.length;
    data(at, start, open?.[0].endsWith('-') ?? false);
    trimNext = false;
    if (open === null) break;
    if (open[0].startsWith('{#')) {
      const end = source.indexOf('#}', start + 2);
      if (end < 0) faults.push({ message: 'a comment has no end', line: lines.at(start) });
      trimNext = end > 0 && source[end - 1] === '-';
      at = end < 0 ? source.length : end + 2;
      continue;
    }
    const raw = RAW_TAG.exec(source.slice(start, start + 64));
    if (raw !== null) {
      RAW_END.lastIndex = start + raw[0].length;
      const end = RAW_END.exec(source);
      if (end === null) faults.push({ message: 'a raw block has no end', line: lines.at(start) });
      trimNext = raw[1] === '-';
      data(start + raw[0].length, end?.index ?? source.length, end?.[1] === '-');
      trimNext = end?.[2] === '-';
      at = end === null ? source.length : end.index + end[0].length;
      continue;
    }
    const code = readCode(source, start + open[0].length, open[0].startsWith('{%') ? '%}' : '}}', lines, left);
    left -= code.tokens.length;
    for (const message of code.faults) faults.push({ message, line: lines.at(start) });
    pieces.push({ kind: open[0].startsWith('{%') ? 'tag' : 'output', tokens: code.tokens, line: lines.at(start) });
    at = code.end;
    trimNext = code.trims;
    if (left <= 0) return { pieces, faults, limited: true };
  }
  return { pieces, faults, limited: false };
}

interface Code {
  readonly tokens: Token[];
  readonly end: number;
  readonly trims: boolean;
  readonly faults: string[];
}

/** Tokens up to the closing mark, which counts only where no bracket is open. */
function readCode(source: string, from: number, close: string, lines: Lines, most: number): Code {
  const tokens: Token[] = [];
  const faults: string[] = [];
  const brackets: string[] = [];
  let at = from;
  while (at < source.length && tokens.length < most) {
    if (brackets.length === 0) {
      if (source.startsWith(close, at)) return { tokens, end: at + 2, trims: false, faults };
      const sign = source[at];
      if ((sign === '-' || sign === '+') && source.startsWith(close, at + 1))
        return { tokens, end: at + 3, trims: sign === '-', faults };
    }
    CODE.lastIndex = at;
    const match = CODE.exec(source);
    if (match === null) {
      if (faults.length < 4) faults.push(`the character ${JSON.stringify(source.charAt(at))} has no meaning there`);
      at++;
      continue;
    }
    const token = tokenOf(match, lines);
    at = CODE.lastIndex;
    if (token === undefined) continue;
    tokens.push(token);
    if (token.kind !== 'operator') continue;
    if ('([{'.includes(token.text)) brackets.push(token.text);
    else if (CLOSERS[token.text] !== undefined && CLOSERS[token.text] === brackets.at(-1)) brackets.pop();
    else if (CLOSERS[token.text] !== undefined) faults.push(`"${token.text}" closes nothing`);
  }
  if (at >= source.length) faults.push(`"${close}" is missing`);
  return { tokens, end: at, trims: false, faults };
}

function tokenOf(match: RegExpExecArray, lines: Lines): Token | undefined {
  const { name, string, number, operator } = match.groups ?? {};
  const where = { line: lines.at(match.index), at: match.index, end: match.index + match[0].length };
  if (name !== undefined) return { kind: 'name', text: name, ...where };
  if (string !== undefined) return { kind: 'string', text: unescapeLiteral(string.slice(1, -1)), ...where };
  if (number !== undefined) return { kind: 'number', text: number, ...where };
  return operator === undefined ? undefined : { kind: 'operator', text: operator, ...where };
}

/** Line numbers of offsets that mostly rise, in one walk over the text. */
class Lines {
  readonly #source: string;
  /** Of the first line end at or behind the last offset that was asked for. */
  #next: number;
  /** Where the line that it ends begins. */
  #start = 0;
  #line = 1;

  constructor(source: string) {
    this.#source = source;
    this.#next = this.#lineEnd(0);
  }

  at(offset: number): number {
    if (offset < this.#start) {
      this.#line = 1;
      this.#start = 0;
      this.#next = this.#lineEnd(0);
    }
    while (this.#next < offset) {
      this.#line++;
      this.#start = this.#next + 1;
      this.#next = this.#lineEnd(this.#start);
    }
    return this.#line;
  }

  #lineEnd(from: number): number {
    const found = this.#source.indexOf('\n', from);
    return found < 0 ? this.#source.length : found;
  }
}
