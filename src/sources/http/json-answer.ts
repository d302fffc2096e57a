import { InputError } from '../../core/errors.ts';
import { type Answer, readBody } from './answer.ts';

/** Values of one document; a text of brackets and commas takes many times its length once parsed (CWE-770). */
const MOST_VALUES = 1_000_000;
/** Bytes of one item of a list; a path has 4,096 at most. */
const LONGEST_ITEM = 65_536;

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE = 0x5d;
const BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const isBlank = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/** One document of JSON. @throws InputError `limit`, SyntaxError */
export async function readJson(answer: Answer, most: number): Promise<{ value: unknown; length: number }> {
  const bytes = await readBody(answer, most);
  let values = 1;
  for (const byte of bytes) if (byte === COMMA || byte === OPEN || byte === BRACE) values++;
  if (values > MOST_VALUES) throw new InputError('limit', `the server's answer has more than ${MOST_VALUES} values`);
  return { value: JSON.parse(new TextDecoder().decode(bytes)) as unknown, length: bytes.length };
}

/**
 * The items of a document that is one list, each as it comes: the document is never held. `onBytes` is told of every
 * piece, and may throw. @throws InputError `limit`, SyntaxError
 */
export async function* readJsonItems(
  body: AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void,
): AsyncGenerator<unknown> {
  let pieces: Uint8Array[] = [];
  let held = 0;
  let depth = 0;
  let quoted = false;
  let escaped = false;
  let ended = false;
  let items = 0;
  const hold = (piece: Uint8Array): void => {
    held += piece.length;
    if (held > LONGEST_ITEM) throw new InputError('limit', `an entry of the list is longer than ${LONGEST_ITEM} bytes`);
    if (piece.length > 0) pieces.push(piece);
  };
  const item = (): string => {
    const text = new TextDecoder().decode(Buffer.concat(pieces, held));
    pieces = [];
    held = 0;
    return text;
  };
  for await (const chunk of body) {
    onBytes(chunk.length);
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (escaped) escaped = false;
      else if (quoted) {
        if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) quoted = false;
      } else if (depth === 0) {
        if (isBlank(byte)) continue;
        if (byte !== OPEN || ended) throw new SyntaxError('not one list');
        depth = 1;
        from = at + 1;
      } else if (byte === QUOTE) quoted = true;
      else if (byte === OPEN || byte === BRACE) depth++;
      else if (depth > 1 && (byte === CLOSE || byte === CLOSE_BRACE)) depth--;
      else if (depth === 1 && (byte === COMMA || byte === CLOSE)) {
        hold(chunk.subarray(from, at));
        from = at + 1;
        const text = item();
        if (byte === CLOSE) {
          ended = true;
          depth = 0;
        }
        if (byte === COMMA || items > 0 || text.trim() !== '') {
          items++;
          yield JSON.parse(text) as unknown;
        }
      }
    }
    if (depth > 0) hold(chunk.slice(from));
  }
  if (!ended) throw new SyntaxError('the list does not end');
}
