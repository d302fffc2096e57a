import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../core/errors.ts';
import { JsonText } from './json-text.ts';
import { afterWhitespace, type JsonValue, readJson } from './json-value.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const BOUNDS = { values: 100_000, text: 100_000 };

function read(text: string): JsonValue {
  let end = 0;
  const value = readJson(bytes(text), BOUNDS, { duplicate: () => {}, end: (at) => (end = at) });
  if (afterWhitespace(bytes(text), end) !== undefined) throw new InputError('malformed', 'more than one value');
  return value;
}

function plain(value: JsonValue): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  return Array.isArray(value) ? value.map(plain) : value;
}

describe('the same as JSON.parse', () => {
  test('on any JSON text, with and without white space', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'medium' }), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(plain(read(text))).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  test('accepts and refuses the same of random text', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '1',
      '-',
      '0',
      '.',
      'e',
      '+',
      'true',
      'null',
      'fals',
      ' ',
      '\n',
      '\\',
      '\\u00',
      'é',
      '\u0001',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 10 }), (parts) => {
        const text = parts.join('');
        expect(
          accepts(() => read(text)),
          text,
        ).toBe(accepts(() => JSON.parse(text)));
      }),
      { numRuns: 20_000 },
    );
  });

  test.each([
    '01',
    '1.',
    '.5',
    '+1',
    '1e',
    '-',
    '"\\x"',
    '"\\u12g4"',
    '"\t"',
    '[1,]',
    '{"a":1,}',
    '{a:1}',
    "'a'",
    'NaN',
    'Infinity',
    '1 2',
    '\ufeff1',
    '// x\n1',
  ])('refuses %j', (text) => {
    expect(accepts(() => JSON.parse(text))).toBe(false);
    expect(accepts(() => read(text))).toBe(false);
  });
});

describe('bounds', () => {
  test('depth, values and text', () => {
    expect(() => read('['.repeat(100))).toThrow('nested more than 64 deep');
    expect(() => readJson(bytes('[1,2,3]'), { values: 3, text: 9 }, { duplicate: () => {} })).toThrow(
      'more than 3 values',
    );
    const json = new JsonText(bytes('"aé€\u{1f600}b"'));
    expect(json.string(5)).toBe('aé');
    expect(json.cut).toBe(true);
  });

  test('an escape cut in two is left out', () => {
    for (let most = 0; most < 9; most++) {
      const text = new JsonText(bytes('"a\\u00e9b"')).string(most);
      expect('aéb'.startsWith(text), `${most}: ${text}`).toBe(true);
    }
  });

  test('a numeral of a million digits costs no more than its bytes', () => {
    const json = new JsonText(bytes('1'.repeat(1_000_000)));
    expect(json.number()).toBeNaN();
  });

  test('a key given twice is told, the last value stays', () => {
    const seen: [string, number][] = [];
    const value = readJson(bytes('{"a":1,"\\u0061":2}'), BOUNDS, { duplicate: (key, at) => seen.push([key, at]) });
    expect(seen).toEqual([['a', 7]]);
    expect(plain(value)).toEqual({ a: 2 });
  });

  test('a text that ends early is truncated, another is malformed', () => {
    expect(faultOf('{"a": [1, "b')).toBe('truncated');
    expect(faultOf('{"a": [1, b')).toBe('malformed');
    expect(faultOf('tru')).toBe('truncated');
    expect(faultOf('"\\u00')).toBe('truncated');
  });
});

function accepts(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof InputError) return false;
    throw error;
  }
}

function faultOf(text: string): string | undefined {
  try {
    read(text);
  } catch (error) {
    if (error instanceof InputError) return error.fault;
  }
  return undefined;
}
