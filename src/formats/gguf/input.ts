import { isUtf8 } from 'node:buffer';
import { InputError } from '../../core/errors.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import type { Notes } from '../notes.ts';
import type { WindowCursor } from '../window-cursor.ts';
import { GGUF_TYPE_NAMES, type GgufString, type GgufTypeName } from './structure.ts';

/** What the parts of the reader share. */
export interface Input {
  readonly source: ByteSource;
  readonly context: ReadContext;
  readonly notes: Notes;
  readonly cursor: WindowCursor;
  /** Version 1 has counts, lengths and dimensions of 32 bits, later ones of 64. */
  readonly wide: boolean;
  /** Bytes of text that may still be kept of values: all of a file are bounded together too. */
  textLeft: number;
}

/** Bytes of a count, a length or a dimension. */
export function countBytes(input: Input): number {
  return input.wide ? 8 : 4;
}

/** A count, length or dimension; its bytes must be in the window. */
export function takeCount(input: Input): number {
  return input.wide ? input.cursor.u64() : input.cursor.u32();
}

/**
 * The length of a string, which the file must hold; the length's bytes must be in the window.
 * @throws InputError `truncated`
 */
export function takeLength(input: Input, what: () => string): number {
  const { cursor, notes } = input;
  const offset = cursor.at;
  const length = takeCount(input);
  if (length > cursor.left) {
    const message = `${what()} claims ${length} bytes, but the file ends after ${cursor.left}`;
    throw new InputError('truncated', message, { offset });
  }
  const most = input.context.limits['gguf.string'];
  if (length > most) {
    const message = () => `${what()} has ${length} bytes, more than ${most}: it is passed over`;
    notes.note('gguf.string-length', message, { offset, stops: true });
  }
  return length;
}

/**
 * A string, its first `keep` bytes decoded. The rest is passed over, unread where it is beyond the window.
 * @throws InputError `truncated`
 */
export async function readString(input: Input, keep: number, what: () => string): Promise<GgufString> {
  const { cursor, notes } = input;
  await cursor.need(countBytes(input));
  const length = takeLength(input, what);
  const offset = cursor.at;
  const kept = Math.min(length, keep);
  let text = '';
  if (kept > 0) {
    await cursor.need(kept);
    const bytes = cursor.taken(kept);
    const whole = kept === length ? kept : wholeCharacters(bytes);
    const part = bytes.subarray(0, whole);
    if (!isUtf8(part)) notes.note('gguf.utf8', () => `${what()} is not valid UTF-8`, { offset, length });
    text = Buffer.from(part.buffer, part.byteOffset, part.length).toString('utf8');
  }
  cursor.skip(length - kept);
  return { kind: 'string', text, length, offset };
}

/** A metadata value type. @throws InputError `malformed` */
export function takeType(input: Input): GgufTypeName {
  const offset = input.cursor.at;
  const number = input.cursor.u32();
  const name = GGUF_TYPE_NAMES[number];
  if (name === undefined) throw new InputError('malformed', `${number} is not a metadata value type`, { offset });
  return name;
}

/** Bytes up to the start of a last character that may have been cut. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 4 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return wanted > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
