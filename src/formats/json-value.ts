import { InputError } from '../core/errors.ts';
import { JSON_DEPTH, JsonText } from './json-text.ts';

/** Objects are maps: no key, `__proto__` among them, can reach a prototype. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export type JsonObject = ReadonlyMap<string, JsonValue>;

export interface JsonBounds {
  /** Values kept in all; past it reading stops (CWE-770). */
  readonly values: number;
  /** Bytes kept of one string. */
  readonly text: number;
  readonly depth?: number;
}

/**
 * A whole JSON document as a tree. Of a key given twice the last value stays, as in the usual readers, and
 * `duplicate` is told of it. `end` gets the offset after the value, where only white space should follow.
 * @throws InputError as {@link JsonText}, and `limit` past the number of values
 */
export function readJson(
  bytes: Uint8Array,
  bounds: JsonBounds,
  on: { duplicate(key: string, at: number): void; end?(at: number): void },
): JsonValue {
  const text = new JsonText(bytes, bounds.depth ?? JSON_DEPTH);
  const value = takeJson(text, bounds, on.duplicate);
  on.end?.(text.at);
  return value;
}

/** The next value of a text as a tree, for readers that keep only some of it. @throws InputError as {@link readJson} */
export function takeJson(
  text: JsonText,
  bounds: JsonBounds,
  duplicate: (key: string, at: number) => void = () => {},
): JsonValue {
  let left = bounds.values;
  return read();

  function read(): JsonValue {
    if (left-- <= 0) throw new InputError('limit', `more than ${bounds.values} values`, { offset: text.at });
    switch (text.kind()) {
      case 'object':
        return object();
      case 'array': {
        const items: JsonValue[] = [];
        text.array(() => items.push(read()));
        return items;
      }
      case 'string':
        return text.string(bounds.text);
      case 'number':
        return text.number();
      case 'boolean':
        return text.boolean();
      case 'null':
        return text.null();
    }
  }

  function object(): JsonObject {
    const fields = new Map<string, JsonValue>();
    text.object((key, at) => {
      if (fields.has(key)) duplicate(key, at);
      fields.set(key, read());
    }, bounds.text);
    return fields;
  }
}

/** Where the first byte other than JSON's white space stands from `at` on, or undefined. */
export function afterWhitespace(bytes: Uint8Array, at: number): number | undefined {
  for (let i = at; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return i;
  }
  return undefined;
}
