import { decodeUtf8, latin1 } from './literals.ts';
import type { Stack } from './stack.ts';
import { Kind } from './values.ts';

/** Distinct names kept, and places where one is pushed. */
const MOST_NAMES = 1000;
const MOST_PLACES = 10_000;
const MOST_LENGTH = 64;
/** Bytes of as many characters in UTF-32, after a mark. */
const MOST_WIDE = 4 * MOST_LENGTH + 4;

/** One comparison for most constants: the first byte of `__`, of its wide forms, or of their byte order mark. */
export function mayBeDunder(bytes: Uint8Array, i: number, length: number): boolean {
  const first = bytes[i];
  if (first === 0x5f) return length <= MOST_LENGTH || (bytes[i + 1] === 0 && length <= MOST_WIDE);
  return (first === 0 || first === 0xff || first === 0xfe) && length <= MOST_WIDE;
}

interface Seen {
  readonly offset: number;
  pushed: number;
  /** Times that it was the key of a plain value in a plain dict, as words of a vocabulary are. */
  asWord: number;
  other: boolean;
}

/** Strings that begin like Python's own names, and whether they can be attributes that matter. */
export class Dunders {
  private readonly seen = new Map<string, Seen>();
  /** Offset of the opcode to the name that it pushes. */
  private readonly places = new Map<number, string>();
  private readonly stack: Stack;

  constructor(stack: Stack) {
    this.stack = stack;
  }

  /** The whole of a constant. NumPy keeps texts as UTF-32, and codecs know more such forms. */
  constant(bytes: Uint8Array, at: number, opcode: number): void {
    const wide = bytes.includes(0);
    this.push(wide ? latin1(bytes.filter((byte) => byte !== 0 && byte < 0xfe)) : decodeUtf8(bytes), at, opcode);
  }

  /** `at`: of the text; `opcode`: of the opcode that pushes it, which a reference to it has as its payload. */
  push(text: string, at: number, opcode: number): void {
    if (!text.startsWith('__') || text.length > MOST_LENGTH) return;
    const known = this.seen.get(text);
    if (known !== undefined) known.pushed++;
    else if (this.seen.size < MOST_NAMES) this.seen.set(text, { offset: at, pushed: 1, asWord: 0, other: false });
    if (this.places.size < MOST_PLACES) this.places.set(opcode, text);
  }

  /** The pairs from `from` up become items, of a plain dict or of something else. */
  pairs(from: number, ofDict: boolean): void {
    if (this.places.size === 0) return;
    const { kinds, payloads, size } = this.stack;
    for (let j = from; j + 1 < size; j += 2) {
      const name = kinds[j] === Kind.str ? this.places.get(payloads[j] ?? 0) : undefined;
      const seen = name === undefined ? undefined : this.seen.get(name);
      if (seen === undefined) continue;
      if (ofDict && isPlain(kinds[j + 1] ?? Kind.unknown)) seen.asWord++;
      else seen.other = true;
    }
  }

  /** Those that were anything but a word: what a number or a text stands under is never called. */
  names(): { text: string; offset: number }[] {
    return [...this.seen].flatMap(([text, { offset, pushed, asWord, other }]) =>
      other || asWord < pushed ? [{ text, offset }] : [],
    );
  }
}

/** None would switch a hook off. */
const isPlain = (kind: number): boolean => kind === Kind.int || kind === Kind.float || kind === Kind.str;
