import { gunzipSync, inflateSync } from 'node:zlib';
import { type ByteSource, memorySource, rangeSource } from '../sources/byte-source.ts';
import type { Part } from './format.ts';

/** A constant whose content may be a file of its own. */
export interface Candidate {
  readonly at: number;
  readonly length: number;
  readonly how: 'raw' | 'compressed' | 'latin1' | 'base64' | 'hex';
}

/** Constants decoded in memory: at most this many bytes of each. */
const MOST_DECODED = 16 * 1024 * 1024;
/** Encodings inside encodings that are undone. */
const MOST_LAYERS = 5;

const table = (bytes: readonly number[]): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, byte) => Number(bytes.includes(byte)));

/** First bytes of pickles, zip, gzip, zlib, GGUF, bzip2, xz. */
const RAW = table([0x80, 0x50, 0x1f, 0x78, 0x47, 0x42, 0xfd, 0x28, 0x63, 0x69, 0x5d, 0x7d]);
/** First bytes of programs and libraries: ELF, PE, Mach-O in its orders, Java, WebAssembly, Android, scripts. */
const PROGRAM = table([0x7f, 0x4d, 0xfe, 0xce, 0xcf, 0xca, 0x00, 0x64, 0x23]);
/** First bytes below 0x80 of what text of one byte for each character may be: zip, ELF, PE, gzip, zlib, GGUF, bzip2. */
const AS_TEXT = table([0x50, 0x7f, 0x4d, 0x1f, 0x78, 0x47, 0x42]);
/** First bytes of protocol-0 opcodes whose names end in newlines: GLOBAL, INST after MARK. */
const LINED = table([0x63, 0x28]);
/** First characters of base64 or hexadecimal digits of what {@link BASE64} and {@link HEX} know. */
const ENCODED = table([
  0x67, 0x65, 0x48, 0x55, 0x4b, 0x59, 0x38, 0x5a, 0x53, 0x56, 0x57, 0x66, 0x54, 0x49, 0x31, 0x32, 0x34, 0x35, 0x37,
]);
// Among the last are base64 of base64. The third character of a pickle holds half of the protocol, 2 to 5, and the two
// highest bits of the first opcode.
const BASE64 =
  /^(?:gA[I-X]|e[JFAN][Nwyxzo0-9a-zA-Z]|H4s|UEs|K[GHSFE]|Y[2-5w]|Z0[E-J]|ZUp|SDR|VUV|WT|f0V|TV[opqr]|IyE|SXlF|VFZ)/;
/** Hexadecimal digits of pickles from protocol 2 on, zip, gzip, ELF, PE and scripts. */
const HEX = /^(?:80|504b|1f8b|7f45|4d5a|2321)/i;

/**
 * What a constant may hide, from its first bytes: a pickle or an archive as it is, as text of one byte for each
 * character (how protocol 2 writes bytes), or as base64 or hexadecimal digits. Most constants leave at the first test.
 */
export function candidate(
  at: number,
  length: number,
  isBytes: boolean,
  bytes: Uint8Array,
  i: number,
): Candidate | undefined {
  const first = bytes[i] ?? 0;
  if (isBytes && RAW[first] === 1) return { at, length, how: first === 0x78 || first === 0x1f ? 'compressed' : 'raw' };
  if (isBytes ? PROGRAM[first] === 1 && startsProgram(bytes, i) : first === 0x23 && bytes[i + 1] === 0x21)
    return { at, length, how: 'raw' };
  if (first === 0xc2) return bytes[i + 1] === 0x80 ? { at, length, how: 'latin1' } : undefined;
  if (!isBytes && AS_TEXT[first] === 1 && startsBinaryText(bytes, i)) return { at, length, how: 'latin1' };
  if (LINED[first] === 1) return hasLine(bytes, i, length) ? { at, length, how: 'raw' } : undefined;
  if (length < 12 || ENCODED[first] === 0) return undefined;
  const head = String.fromCharCode(first, bytes[i + 1] ?? 0, bytes[i + 2] ?? 0, bytes[i + 3] ?? 0);
  if (BASE64.test(head)) return { at, length, how: 'base64' };
  return HEX.test(head) ? { at, length, how: 'hex' } : undefined;
}

/** True where bytes begin as a program, a library, bytecode or a script does. What they are is for its reader to say. */
function startsProgram(bytes: Uint8Array, i: number): boolean {
  const word = ((bytes[i] ?? 0) << 24) | ((bytes[i + 1] ?? 0) << 16) | ((bytes[i + 2] ?? 0) << 8) | (bytes[i + 3] ?? 0);
  return PROGRAMS.has(word >>> 0) || word >>> 16 === 0x4d5a || word >>> 16 === 0x2321;
}

const PROGRAMS: ReadonlySet<number> = new Set([
  0x7f454c46, 0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe, 0x0061736d, 0x6465780a,
]);

/** Beginnings of archives, programs and compressed data in the UTF-8 of text that stands for bytes. */
function startsBinaryText(bytes: Uint8Array, i: number): boolean {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(i, i + 4);
  if (a === 0x50) return b === 0x4b && c === 3 && d === 4;
  if (a === 0x7f) return b === 0x45 && c === 0x4c && d === 0x46;
  if (a === 0x4d) return b === 0x5a && (c === 0xc2 || c === 0);
  if (a === 0x1f) return b === 0xc2 && c === 0x8b;
  if (a === 0x78) return (b === 0xc2 && c === 0x9c) || (b === 0xc3 && c === 0x9a) || b === 0x01;
  return a === 0x47 ? b === 0x47 && c === 0x55 && d === 0x46 : b === 0x5a && c === 0x68 && d >= 0x31 && d <= 0x39;
}

/**
 * True where the numbers of a tensor begin as a pickle from protocol 2 on, an archive or a program does: for whoever can
 * tell whether they are one. `head`: at least {@link SUSPECT_HEAD} bytes of them.
 */
export function startsAsFile(head: Uint8Array): boolean {
  const [first, second = 0] = head;
  if (head.length < SUSPECT_HEAD || first === undefined) return false;
  if (first === 0x80) return second >= 2 && second <= 5;
  return (
    (first === 0x50 && second === 0x4b && head[2] === 3 && head[3] === 4) ||
    (PROGRAM[first] === 1 && startsProgram(head, 0))
  );
}
export const SUSPECT_HEAD = 4;

function hasLine(bytes: Uint8Array, i: number, length: number): boolean {
  for (let j = i; j < i + Math.min(length, 80); j++) if (bytes[j] === 0x0a) return true;
  return false;
}

/** What text of a header may hide: as {@link candidate} and {@link decodeCandidate}, for text that is in memory. */
export async function embeddedInText(text: string, name: string, offset: number): Promise<Part | undefined> {
  const bytes = new TextEncoder().encode(text);
  const found = bytes.length < 4 ? undefined : candidate(0, bytes.length, false, bytes, 0);
  const part = found === undefined ? undefined : await decodeCandidate(memorySource(name, bytes), found);
  return part === undefined ? undefined : { ...part, name, offset };
}

/** Values that are pieces of one base64 or hexadecimal text: digits of these and nothing else. */
const PIECE = /^[A-Za-z0-9+/_-]{8,}={0,2}$/;
/** Characters of pieces that are put together. */
const MOST_PIECES = 4 * 1024 * 1024;

/** What several texts hide together: in their order, and in that of their keys. */
export async function embeddedInPieces(
  texts: readonly { readonly key: string; readonly value: string }[],
  offset: number,
): Promise<Part[]> {
  const pieces = texts.filter(({ value }) => PIECE.test(value));
  if (pieces.length < 2) return [];
  const byKey = pieces.toSorted((a, b) => a.key.localeCompare(b.key, 'en', { numeric: true }));
  const joined = new Set(
    [pieces, byKey].map((all) =>
      all
        .map(({ value }) => value)
        .join('')
        .slice(0, MOST_PIECES),
    ),
  );
  const parts: Part[] = [];
  for (const text of joined) {
    const part = await embeddedInText(text, 'metadata in pieces', offset);
    if (part !== undefined) parts.push(part);
  }
  return parts;
}

/** The part that a candidate decodes to, or undefined where it decodes to nothing. */
export async function decodeCandidate(source: ByteSource, found: Candidate): Promise<Part | undefined> {
  const name = `constant@${found.at}`;
  const part = (inner: ByteSource): Part => ({ role: 'constant', name, source: inner, offset: found.at });
  if (found.how === 'raw') return part(rangeSource(source, found.at, found.length));
  if (found.length > MOST_DECODED) return undefined;
  const bytes = await source.read(found.at, found.length);
  const decoded = decode(bytes, found.how);
  return decoded === undefined ? undefined : part(memorySource(`${source.id}#${name}`, decoded));
}

/** Undoes one encoding after another, as staged payloads nest them. */
function decode(bytes: Uint8Array, how: Exclude<Candidate['how'], 'raw'>): Uint8Array | undefined {
  let decoded = decodeOnce(bytes, how);
  for (let layer = 1; layer < MOST_LAYERS && decoded !== undefined; layer++) {
    const next = candidate(0, decoded.length, true, decoded, 0);
    if (next === undefined || next.how === 'raw' || next.how === 'latin1') break;
    const inner = decodeOnce(decoded, next.how);
    if (inner === undefined || inner === decoded) break;
    decoded = inner;
  }
  return decoded;
}

function decodeOnce(bytes: Uint8Array, how: Exclude<Candidate['how'], 'raw'>): Uint8Array | undefined {
  if (how === 'compressed') return unpack(bytes);
  if (how === 'latin1') {
    const text = new TextDecoder().decode(bytes);
    return Uint8Array.from(text, (character) => character.codePointAt(0) ?? 0);
  }
  const ascii = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1').trim();
  if (how === 'hex')
    return /^[0-9a-fA-F\s]+$/.test(ascii) ? unpack(Buffer.from(ascii.replace(/\s/g, ''), 'hex')) : undefined;
  return /^[A-Za-z0-9+/_\-\s]+={0,2}$/.test(ascii) ? unpack(Buffer.from(ascii, 'base64')) : undefined;
}

/** One layer of zlib or gzip beneath the base64, as staged payloads use it. */
function unpack(bytes: Uint8Array): Uint8Array {
  try {
    if (bytes[0] === 0x78) return inflateSync(bytes, { maxOutputLength: MOST_DECODED });
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzipSync(bytes, { maxOutputLength: MOST_DECODED });
  } catch {
    // Not what it looked like: the bytes as they are.
  }
  return bytes;
}
