import { printable } from '../../core/printable.ts';
import { rangeSource } from '../../sources/byte-source.ts';
import { embeddedInPieces, embeddedInText } from '../embedded.ts';
import { type Input, readString, takeType } from './input.ts';
import {
  ALIGNMENT_DEFAULT,
  ALIGNMENT_MOST,
  type GgufEntry,
  type GgufString,
  type GgufValue,
  KEY_MOST,
  KEY_TEXT,
} from './structure.ts';
import { readValue } from './value.ts';

/**
 * The key a loader reads the template from, `tokenizer.chat_template.<name>` for named ones, and the list of names;
 * whatever these hold, Jinja finds it there.
 */
const TEMPLATE_KEY = /^tokenizer\.chat_templates?(?:$|\.)/;
/** Templates taken from one array of strings. */
const TEMPLATES_OF_ARRAY = 64;

/**
 * Reads `count` key-value pairs, at most `gguf.metadata`, into `entries`; emits chat templates as parts.
 * @returns whether all were read
 * @throws InputError where one cannot be read; `entries` has those before it
 */
export async function readMetadata(input: Input, count: number, entries: GgufEntry[]): Promise<boolean> {
  const { cursor, notes, context } = input;
  const most = context.limits['gguf.metadata'];
  const seen = new Set<string>();
  const vocabulary = { from: 0, to: 0 };
  for (let i = 0; i < count; i++) {
    if (i >= most) {
      notes.note('gguf.limit', () => `more than ${most} metadata entries`, { offset: cursor.at, stops: true });
      return false;
    }
    const offset = cursor.at;
    const name = await readString(input, KEY_TEXT, () => `metadata key ${i}`);
    const key = name.text;
    checkKey(input, name, offset);
    if (seen.has(key)) {
      const message = () => `the metadata key "${printable(key)}" stands twice: readers differ in which they use`;
      notes.note('gguf.duplicate-key', message, { offset });
    }
    seen.add(key);
    await cursor.need(4);
    const type = takeType(input);
    const template = TEMPLATE_KEY.test(key);
    try {
      const value = await readValue(
        input,
        key,
        type,
        template ? (element, at) => elementPart(input, key, element, at) : undefined,
      );
      entries.push({ key, type, value, offset });
      checkElements(input, key, value, offset);
      if (template && value.kind === 'string') templatePart(input, key, value);
      else await hiddenParts(input, key, value);
      if (key.startsWith('tokenizer.ggml.')) {
        if (vocabulary.to === 0) vocabulary.from = offset;
        vocabulary.to = cursor.at;
      }
    } catch (error) {
      entries.push({ key, type, offset });
      throw error;
    }
  }
  const texts = entries.flatMap(({ key, value }) => (value?.kind === 'string' ? [{ key, value: value.text }] : []));
  for (const part of await embeddedInPieces(texts, 0)) input.context.part(part);
  if (seen.has('tokenizer.ggml.tokens')) vocabularyPart(input, vocabulary);
  return true;
}

/** The entries of the vocabulary as they stand, for the reader of tokenizers; the versions and orders that llama.cpp writes. */
function vocabularyPart({ source, cursor, wide, context }: Input, { from, to }: { from: number; to: number }): void {
  const length = to - from;
  if (!wide || !cursor.littleEndian || length > context.limits['tokenizer.bytes']) return;
  context.part({ role: 'member', name: 'gguf-vocabulary', source: rangeSource(source, from, length), offset: from });
}

/** docs/gguf.md: hierarchical keys in lower_snake_case, separated by dots. Real ones have upper case and hyphens too. */
function checkKey(input: Input, { text, length }: GgufString, offset: number): void {
  const note = (what: string) => {
    input.notes.note('gguf.key', () => `the metadata key "${printable(text)}" ${what}`, { offset });
  };
  if (length > KEY_MOST) note(`has ${length} bytes, more than the format allows (${KEY_MOST})`);
  else if (length > KEY_TEXT) note(`has ${length} bytes`);
  else if (!/^[\w-]+(?:\.[\w-]+)*$/.test(text)) note('is not words of letters, digits, "_" and "-" separated by dots');
}

/** Element types that llama.cpp takes these arrays to have, without looking: anything narrower is read past its end. */
const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  'tokenizer.ggml.tokens': ['string'],
  'tokenizer.ggml.merges': ['string'],
  'tokenizer.ggml.scores': ['f32'],
  'tokenizer.ggml.token_type': ['i32', 'u32'],
};

function checkElements(input: Input, key: string, value: GgufValue, offset: number): void {
  const allowed = Object.hasOwn(ELEMENTS, key) ? ELEMENTS[key] : undefined;
  if (allowed === undefined || (value.kind === 'array' && allowed.includes(value.elementType))) return;
  const is = value.kind === 'array' ? `an array of ${value.elementType}` : `a ${value.kind}`;
  const message = () =>
    `"${key}" is ${is} where loaders read an array of ${allowed[0] ?? ''}: they read beyond its end`;
  input.notes.note('gguf.element-type', message, { offset });
}

function elementPart(input: Input, key: string, element: GgufString, index: number): void {
  if (index < TEMPLATES_OF_ARRAY) templatePart(input, `${key}[${index}]`, element);
  else if (index === TEMPLATES_OF_ARRAY) {
    const message = () =>
      `"${printable(key)}" holds more than ${TEMPLATES_OF_ARRAY} templates; the others are not read`;
    input.notes.note('gguf.templates', message, { offset: element.offset, stops: true });
  }
}

function templatePart(input: Input, name: string, { offset, length }: GgufString): void {
  const source = rangeSource(input.source, offset, length);
  input.context.part({ role: 'chat-template', name, source, offset });
}

/** Values that a plug-in may decode and load: text that holds a file in base64, and arrays of bytes. */
async function hiddenParts(input: Input, key: string, value: GgufValue): Promise<void> {
  const { context, source, cursor } = input;
  if (value.kind === 'string') {
    const part = await embeddedInText(value.text, key, value.offset);
    if (part !== undefined) context.part(part);
  } else if (
    value.kind === 'array' &&
    (value.elementType === 'u8' || value.elementType === 'i8') &&
    value.length >= 4
  ) {
    const offset = cursor.at - value.length;
    context.part({ role: 'constant', name: key, source: rangeSource(source, offset, value.length), offset });
  }
}

/** `general.alignment` as llama.cpp takes it: a power of two of type u32, else the file is refused. */
export function alignmentOf(input: Input, entries: readonly GgufEntry[]): number {
  const entry = entries.find(({ key }) => key === 'general.alignment');
  if (entry === undefined) return ALIGNMENT_DEFAULT;
  const value = entry.value?.kind === 'number' ? Number(entry.value.value) : Number.NaN;
  const note = (what: string) => {
    input.notes.note('gguf.alignment', () => `general.alignment ${what}`, { offset: entry.offset });
  };
  const sound = Number.isInteger(value) && value > 0 && value <= 2 ** 31 && Number.isInteger(Math.log2(value));
  if (!sound) {
    note(`is ${entry.value?.kind === 'number' ? value : 'not a number'}, not a power of two: 32 is assumed`);
    return ALIGNMENT_DEFAULT;
  }
  if (entry.type !== 'u32') note(`has the type ${entry.type} instead of u32`);
  else if (value % 8 !== 0) note(`is ${value}, not a multiple of eight`);
  else if (value > ALIGNMENT_MOST) note(`is ${value}: up to that many bytes before each tensor are read by nothing`);
  return value;
}
