import { u32, u64 } from '../../codecs/little-endian.ts';
import type { Window } from './window.ts';

/** Text of a constant, decoded as the unpickler would, cut to a length. */
export interface Literal {
  readonly text: string;
  readonly cut: boolean;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
/** One character for each byte. (`TextDecoder('latin1')` is windows-1252 and would change bytes 0x80 to 0x9f.) */
export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
export const decodeUtf8 = (bytes: Uint8Array): string => utf8.decode(bytes);

/** Length of header and payload of the string or bytes opcode at the start of `head`, from its first 9 bytes. */
function counted(head: Uint8Array): { header: number; length: number } | undefined {
  switch (head[0]) {
    case 0x55: // SHORT_BINSTRING
    case 0x43: // SHORT_BINBYTES
    case 0x8c: // SHORT_BINUNICODE
      return { header: 2, length: head[1] ?? 0 };
    case 0x54: // BINSTRING
    case 0x42: // BINBYTES
    case 0x58: // BINUNICODE
      return { header: 5, length: u32(head, 1) };
    case 0x8d: // BINUNICODE8
    case 0x8e: // BINBYTES8
    case 0x96: // BYTEARRAY8
      return { header: 9, length: u64(head, 1) };
    default:
      return undefined; // STRING, UNICODE: a line
  }
}

/**
 * Reads the constant whose opcode stands at `offset`, at most `most` bytes of it.
 * @throws NeedBytes where it is not in memory
 */
export function literalAt(window: Window, offset: number, most: number): Literal | undefined {
  const head = window.view(offset, 9);
  if (head === undefined) return undefined;
  const shape = counted(head);
  if (shape === undefined) return lineAt(window, offset, most);
  const length = Math.min(shape.length, most);
  const bytes = window.view(offset, shape.header + length)?.subarray(shape.header);
  if (bytes === undefined) return undefined;
  const isText = head[0] === 0x8c || head[0] === 0x58 || head[0] === 0x8d;
  return { text: isText ? decodeUtf8(bytes) : latin1(bytes), cut: shape.length > most };
}

function lineAt(window: Window, offset: number, most: number): Literal | undefined {
  // A line's end is not known before it is read: first what is likely, then all that is allowed.
  for (const length of [Math.min(256, most), most]) {
    const bytes = window.view(offset, length + 2);
    if (bytes === undefined) return undefined;
    const end = bytes.indexOf(0x0a, 1);
    if (end < 0 && length < most) continue;
    const line = bytes.subarray(1, end < 0 ? bytes.length : end);
    const text = bytes[0] === 0x53 ? unquote(latin1(line)) : rawUnicodeEscape(latin1(line));
    return { text, cut: end < 0 };
  }
  return undefined;
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\n': '',
};

/** STRING's argument: a quoted Python 2 `repr`, decoded as `codecs.escape_decode` does. */
export function unquote(line: string): string {
  const body = line.replace(/\s+$/, '').slice(1, -1);
  return body.replace(/\\(x[0-9a-fA-F]{2}|[0-7]{1,3}|[^])/g, (all, escape: string) => {
    if (escape.startsWith('x') && escape.length === 3) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    if (/^[0-7]/.test(escape)) return String.fromCharCode(Number.parseInt(escape, 8) & 0xff);
    return ESCAPES[escape] ?? (escape === '\\' || escape === "'" || escape === '"' ? escape : all);
  });
}

/** UNICODE's argument, in Python's raw-unicode-escape encoding. */
export function rawUnicodeEscape(line: string): string {
  return line.replace(/\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g, (all, four?: string, eight?: string) => {
    const code = Number.parseInt(four ?? eight ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
