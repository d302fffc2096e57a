import type { SyntaxNode } from './tree.ts';

const SHORT: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\n': '',
  '\r': '',
};
const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|N\{[^}]*\}|(\r\n|[^]))/g;

/** The prefix letters of a string literal, in lower case. */
export function prefixOf(text: string, node: SyntaxNode): string {
  const start = node.children[0];
  return start === undefined
    ? ''
    : text
        .slice(start.start, start.end)
        .replace(/["']+$/, '')
        .toLowerCase();
}

/** A piece of a string literal with its escapes undone; bytes as one character for each byte. */
export function unescape(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(ESCAPE, (all, x?: string, u?: string, long?: string, octal?: string, other?: string) => {
    const code = x ?? u ?? long;
    if (code !== undefined) return fromCode(Number.parseInt(code, 16));
    if (octal !== undefined) return fromCode(Number.parseInt(octal, 8));
    if (other === undefined) return all;
    return other === '\r\n' ? '' : (SHORT[other] ?? (/["'\\]/.test(other) ? other : all));
  });
}

export function fromCode(code: number): string {
  return Number.isInteger(code) && code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** A numeral; NaN for what is none that fits. */
export function parseNumeral(raw: string): number {
  return Number(raw.replaceAll('_', '').replace(/^0+(?=\d)/, ''));
}
