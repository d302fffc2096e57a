import { isOpcode } from './opcodes.ts';

export const PROTO = 0x80;
const NEWLINE = 0x0a;
/** Bytes of a name that is looked at. */
const LONGEST_NAME = 100;
/** Bytes between the mark of an INST and its opcode. */
const MOST_ARGUMENTS = 4096;

/**
 * Indexes below `before` where a pickle may begin: after PROTO of protocol 2 or later, then at GLOBAL or INST with two
 * names. It runs over every byte of large files, so it looks for single bytes first, which the engine does in blocks.
 */
export function* beginnings(bytes: Uint8Array, before: number): Generator<number> {
  for (let i = bytes.indexOf(PROTO); i >= 0 && i < before; i = bytes.indexOf(PROTO, i + 1)) {
    const protocol = bytes[i + 1] ?? 0;
    // Of random bytes most go no further than this.
    if (protocol >= 2 && protocol <= 5 && isOpcode(bytes[i + 2])) yield i;
  }
  // INST takes its arguments from a mark before it.
  let mark = -1;
  let next: number | undefined;
  for (const at of imports(bytes)) {
    if (at >= before) return;
    if (bytes[at] === GLOBAL) {
      yield at;
      continue;
    }
    next ??= bytes.indexOf(MARK);
    for (; next >= 0 && next < at; next = bytes.indexOf(MARK, next + 1)) mark = next;
    if (mark >= 0 && at - mark < MOST_ARGUMENTS) yield mark;
  }
}

const GLOBAL = 0x63;
const INST = 0x69;
const MARK = 0x28;

/** Where `c` or `i` stands before two names that each end in a newline; the leftmost in its line, none inside another. */
export function* imports(bytes: Uint8Array): Generator<number> {
  let free = 0;
  let first = bytes.indexOf(NEWLINE);
  while (first >= 0) {
    const second = isLetter(bytes[first + 1]) ? bytes.indexOf(NEWLINE, first + 2) : -1;
    const at = second >= 0 && isName(bytes, first + 1, second) ? importBefore(bytes, first, free) : undefined;
    if (at === undefined) {
      first = bytes.indexOf(NEWLINE, first + 1);
      continue;
    }
    yield at;
    free = second + 1;
    first = bytes.indexOf(NEWLINE, free);
  }
}

/** The leftmost import opcode from `free` on with a name that ends at the newline. */
function importBefore(bytes: Uint8Array, newline: number, free: number): number | undefined {
  let found: number | undefined;
  const from = Math.max(free, newline - LONGEST_NAME - 1);
  for (let at = newline - 1; at >= from; at--) {
    const byte = bytes[at];
    if ((byte === GLOBAL || byte === INST) && isLetter(bytes[at + 1])) found = at;
    if (!isWord(byte)) break;
  }
  return found;
}

function isName(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from > LONGEST_NAME) return false;
  for (let at = from; at < to; at++) if (!isWord(bytes[at])) return false;
  return true;
}

/** `[A-Za-z_]` */
const isLetter = (byte = 0): boolean =>
  (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || byte === 0x5f;

/** `[A-Za-z0-9_.]` */
const isWord = (byte = 0): boolean => isLetter(byte) || (byte >= 0x30 && byte <= 0x39) || byte === 0x2e;
