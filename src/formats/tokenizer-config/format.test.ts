import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { probeOf, readWith } from '../read.fixture.ts';
import { tokenizerConfigFormat } from './format.ts';
import { seeds } from './fuzz.ts';

const NAME = 'tokenizer_config.json';
const read = (text: string, limits = {}) =>
  readWith(tokenizerConfigFormat, new TextEncoder().encode(text), NAME, limits);

describe('a sound configuration', () => {
  test('is known by its name and content', () => {
    for (const { name, bytes } of seeds()) {
      expect(tokenizerConfigFormat.identify(probeOf(name, bytes))).toBe('structure');
      expect(tokenizerConfigFormat.identify(probeOf('config.json', bytes))).toBeUndefined();
    }
  });

  test('gives its classes, tokens and templates', async () => {
    const { structure, parts, anomalies } = await readWith(
      tokenizerConfigFormat,
      seeds()[0]?.bytes ?? new Uint8Array(),
      NAME,
    );
    expect(anomalies).toEqual([]);
    expect(structure).toEqual({
      format: 'tokenizer-config',
      tokenizerClass: 'LlamaTokenizer',
      autoMap: [{ key: 'AutoTokenizer', target: 'tokenization_own.OwnTokenizer' }],
      templates: ['default'],
      added: [{ id: 0, content: '<unk>' }],
      additional: [],
      special: [
        { name: 'bos_token', content: '<s>' },
        { name: 'eos_token', content: '</s>' },
      ],
    });
    expect(parts.map(({ role, name }) => [role, name])).toEqual([['chat-template', 'chat_template']]);
    expect(structuredClone(structure)).toEqual(structure);
  });

  test('gives each named template', async () => {
    const { parts } = await readWith(tokenizerConfigFormat, seeds()[1]?.bytes ?? new Uint8Array(), NAME);
    expect(parts.map(({ name }) => name)).toEqual(['chat_template', 'chat_template:tool_use']);
    const [, second] = parts;
    const bytes = await second?.source.read(0, second.source.size);
    expect(new TextDecoder().decode(bytes)).toBe('{{ tools | tojson }}');
  });
});

describe('what is odd', () => {
  test.each([
    ['tokenizer-config.duplicate-key', '{"chat_template": "a", "chat_template": "b"}'],
    [
      'tokenizer-config.duplicate-template',
      '{"chat_template": [{"name":"a","template":"x"},{"name":"a","template":"y"}]}',
    ],
    ['tokenizer-config.template', '{"chat_template": 7}'],
    ['tokenizer-config.template', '{"chat_template": [{"name": 1}]}'],
    ['tokenizer-config.template', '{"chat_template": {"a": 1}}'],
    ['tokenizer-config.type', '[]'],
    ['tokenizer-config.trailing', '{} x'],
    [
      'tokenizer-config.limit',
      JSON.stringify({ chat_template: Array.from({ length: 65 }, (_, i) => ({ name: `${i}`, template: 'x' })) }),
    ],
    [
      'tokenizer-config.limit',
      JSON.stringify({ auto_map: Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`k${i}`, 'a.B'])) }),
    ],
  ])('%s', async (code, text) => {
    expect((await read(text)).codes).toContain(code);
  });

  test('a file past the limit is not read', async () => {
    expect((await read('{"a": 1}', { 'json.bytes': 3 })).codes).toEqual(['tokenizer-config.limit']);
  });
});

test('every shorter file stops; changed bytes throw nothing but InputError', async () => {
  const bytes = seeds()[0]?.bytes ?? new Uint8Array();
  for (let length = 0; length < bytes.length; length++) {
    expect((await readWith(tokenizerConfigFormat, bytes.subarray(0, length), NAME)).stopped).toBe(true);
  }
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1 }), async (changes) => {
      const changed = bytes.slice();
      for (const [at, byte] of changes) changed[at] = byte;
      await readWith(tokenizerConfigFormat, changed, NAME).catch((error: unknown) =>
        expect(error).toBeInstanceOf(InputError),
      );
    }),
    { numRuns: 300 },
  );
});
