import { InputError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import { countBytes, type Input, readString, takeCount, takeLength, takeType } from './input.ts';
import {
  ARRAY_DEPTH,
  ARRAY_FIRST,
  ELEMENT_TEXT,
  GGUF_TYPE_BYTES,
  type GgufArray,
  type GgufScalar,
  type GgufString,
  type GgufTypeName,
  type GgufValue,
  VALUE_TEXT,
} from './structure.ts';

/** Called with each string of an array, in order, before bounds on what is kept. */
export type OnElement = (element: GgufString, index: number) => void;

/**
 * One metadata value (docs/gguf.md, `gguf_metadata_value_t`). Arrays are walked, not kept; of fixed-size elements only
 * the first are read.
 * @throws InputError `truncated`, `malformed`, or `limit` for arrays too long or too deep
 */
export async function readValue(
  input: Input,
  key: string,
  type: GgufTypeName,
  onElement?: OnElement,
): Promise<GgufValue> {
  if (type === 'string') return readText(input, VALUE_TEXT, () => `the value of "${printable(key)}"`);
  if (type === 'array') return readArray(input, key, 1, onElement);
  await input.cursor.need(GGUF_TYPE_BYTES[type]);
  return takeScalar(input, key, type);
}

async function readArray(input: Input, key: string, depth: number, onElement?: OnElement): Promise<GgufArray> {
  const { cursor, notes, context } = input;
  const offset = cursor.at;
  await cursor.need(4 + countBytes(input));
  const elementType = takeType(input);
  const length = takeCount(input);
  const size = GGUF_TYPE_BYTES[elementType];
  const least = size > 0 ? size : elementType === 'string' ? countBytes(input) : 4 + countBytes(input);
  if (length * least > cursor.left) {
    const message = `the array "${printable(key)}" claims ${length} elements, more than the rest of the file can hold`;
    throw new InputError('truncated', message, { offset });
  }
  const most = context.limits['gguf.array'];
  if (length > most) {
    const message = `the array "${printable(key)}" has ${length} elements, more than ${most}`;
    throw new InputError('limit', message, { offset });
  }
  const first: GgufScalar[] = [];
  if (elementType === 'array') {
    if (depth >= ARRAY_DEPTH) {
      throw new InputError('limit', `arrays are nested more than ${ARRAY_DEPTH} deep`, { offset });
    }
    notes.note('gguf.nested-array', () => `"${printable(key)}" is an array of arrays, which llama.cpp refuses`, {
      offset,
    });
    for (let i = 0; i < length; i++) await readArray(input, key, depth + 1);
  } else if (elementType === 'string') {
    await readStrings(input, key, length, first, onElement);
  } else {
    const kept = Math.min(length, ARRAY_FIRST);
    await cursor.need(kept * size);
    for (let i = 0; i < kept; i++) first.push(takeScalar(input, key, elementType));
    cursor.skip((length - kept) * size);
  }
  return { kind: 'array', elementType, length, first };
}

async function readStrings(input: Input, key: string, length: number, first: GgufScalar[], onElement?: OnElement) {
  const { cursor } = input;
  const width = countBytes(input);
  for (let i = 0; i < length; i++) {
    const what = () => `element ${i} of "${printable(key)}"`;
    if (i < ARRAY_FIRST || onElement !== undefined) {
      const element = await readText(input, i < ARRAY_FIRST ? ELEMENT_TEXT : 0, what);
      if (i < ARRAY_FIRST) first.push(element);
      onElement?.(element, i);
    } else {
      // A vocabulary has a hundred thousand of these: no waiting, no decoding.
      if (!cursor.has(width)) await cursor.need(width);
      cursor.skip(takeLength(input, what));
    }
  }
}

/** A string value, kept as far as the text of all values allows. */
async function readText(input: Input, keep: number, what: () => string): Promise<GgufString> {
  const found = await readString(input, Math.min(keep, input.textLeft), what);
  const wanted = Math.min(found.length, keep);
  if (wanted > input.textLeft) {
    const message = () => `${what()} is not kept whole: the file has too much text`;
    input.notes.note('gguf.text', message, { offset: found.offset, stops: true });
  }
  input.textLeft -= Math.min(wanted, input.textLeft);
  return found;
}

function takeScalar(input: Input, key: string, type: GgufTypeName): GgufScalar {
  const { cursor, notes } = input;
  if (type === 'bool') {
    const offset = cursor.at;
    const byte = cursor.u8();
    if (byte > 1)
      notes.note('gguf.bool', () => `"${printable(key)}" holds ${byte} where only 0 or 1 may stand`, { offset });
    return { kind: 'bool', value: byte !== 0 };
  }
  return { kind: 'number', value: takeNumber(input, type) };
}

function takeNumber({ cursor }: Input, type: GgufTypeName): number | bigint {
  switch (type) {
    case 'u8':
      return cursor.u8();
    case 'i8':
      return cursor.i8();
    case 'u16':
      return cursor.u16();
    case 'i16':
      return cursor.i16();
    case 'u32':
      return cursor.u32();
    case 'i32':
      return cursor.i32();
    case 'f32':
      return cursor.f32();
    case 'f64':
      return cursor.f64();
    case 'u64':
      return exact(cursor.bigU64());
    default:
      return exact(cursor.bigI64());
  }
}

/** A number where it holds the value exactly, else the bigint. */
function exact(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
