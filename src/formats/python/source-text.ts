import type { Notes } from '../notes.ts';

export interface SourceText {
  readonly text: string;
  /** As declared, in lower case. */
  readonly encoding?: string;
}

/** PEP 263: in the first or second line, the first of them a comment or blank. */
const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const UTF8 = /^(?:utf[-_]?8(?:[-_]sig)?|u8|ascii|us-ascii)$/;
const LATIN1 = /^(?:latin[-_]?1|iso[-_]?8859[-_]?1|l1|cp819)$/;
/** Encodings in which plain ASCII bytes are plain ASCII text, so that nothing can be hidden by them. */
const TRANSPARENT =
  /^(?:iso[-_]?8859[-_]?\d+|latin[-_]?\d+|cp125\d|windows-125\d|koi8[-_][ru]|gbk|gb2312|gb18030|big5|euc[-_](?:jp|kr)|cp936|cp949)$/;

/** The text as the interpreter reads it, as far as that can be told. */
export function decodeSource(bytes: Uint8Array, notes: Notes): SourceText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const declared = declaration(buffer.toString('latin1', marked ? 3 : 0, Math.min(bytes.length, 4096)));
  const found = declared === undefined ? {} : { encoding: declared };
  if (declared === undefined || UTF8.test(declared)) return { text: buffer.toString('utf8', marked ? 3 : 0), ...found };
  if (LATIN1.test(declared) || TRANSPARENT.test(declared)) return { text: buffer.toString('latin1'), ...found };
  const message = () =>
    `the file declares the encoding "${declared}", by which the interpreter may read other text than stands here`;
  notes.note('python.encoding', message, { offset: 0, stops: true });
  return { text: unescaped(declared, buffer.toString('utf8')), ...found };
}

function declaration(head: string): string | undefined {
  const [first = '', second = ''] = head.split(/\r\n|\r|\n/, 2);
  const found = COOKIE.exec(first) ?? (/^[ \t\f]*(?:#.*)?$/.test(first) ? COOKIE.exec(second) : null);
  return found?.[1]?.toLowerCase().replaceAll('_', '-');
}

/** The encodings that turn escapes into line ends are undone: what they hide in a comment is read. */
function unescaped(encoding: string, text: string): string {
  if (encoding === 'unicode-escape' || encoding === 'raw-unicode-escape') {
    return text.replace(/\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|n)/g, (_, long?: string, short?: string) =>
      String.fromCharCode(Number.parseInt(long ?? short ?? 'a', 16)),
    );
  }
  if (encoding !== 'utf-7' && encoding !== 'u7') return text;
  return text.replace(/\+([A-Za-z\d+/]*)-?/g, (_, code: string) => {
    if (code === '') return '+';
    const units = Buffer.from(code, 'base64');
    return units
      .subarray(0, units.length & ~1)
      .swap16()
      .toString('utf16le');
  });
}
