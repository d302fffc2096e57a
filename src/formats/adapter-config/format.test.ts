import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { probeOf, readWith } from '../read.fixture.ts';
import { adapterConfigFormat } from './format.ts';
import { seeds } from './fuzz.ts';
import { writeAdapterConfig } from './write.fixture.ts';

const NAME = 'adapter_config.json';
const BASE = ['base_model_name_or_path', 'owner/model'] as const;
const read = (fields: readonly (readonly [string, unknown])[], limits = {}) =>
  readWith(adapterConfigFormat, writeAdapterConfig(fields), NAME, limits);

test('a sound configuration', async () => {
  const bytes = seeds()[0]?.bytes ?? new Uint8Array();
  const { structure, anomalies } = await readWith(adapterConfigFormat, bytes, NAME);
  expect(anomalies).toEqual([]);
  expect(structure).toEqual({
    format: 'adapter-config',
    base: 'meta-llama/Llama-3.1-8B',
    peftType: 'LORA',
    taskType: 'CAUSAL_LM',
    rank: 16,
    alpha: 32.5,
    targetModules: ['q_proj', 'v_proj'],
    autoMapping: { baseModelClass: 'MyModel', parentLibrary: 'transformers_modules.my_model' },
    others: [
      { key: 'rank_pattern', kind: 'object', text: '' },
      { key: 'bias', kind: 'string', text: 'none' },
    ],
  });
  expect(adapterConfigFormat.identify(probeOf(NAME, bytes))).toBe('structure');
  expect(adapterConfigFormat.identify(probeOf('config.json', bytes))).toBeUndefined();
});

describe('what is odd', () => {
  test.each<[string, readonly (readonly [string, unknown])[]]>([
    ['adapter-config.base-missing', []],
    ['adapter-config.base-missing', [['base_model_name_or_path', null]]],
    ['adapter-config.base-path', [['base_model_name_or_path', '/home/someone/models/base']]],
    ['adapter-config.base-path', [['base_model_name_or_path', '~/base']]],
    ['adapter-config.base-path', [['base_model_name_or_path', 'C:\\models\\base']]],
    ['adapter-config.base-path', [['base_model_name_or_path', '../base']]],
    ['adapter-config.base-path', [['base_model_name_or_path', './a/b/c']]],
    ['adapter-config.base-url', [['base_model_name_or_path', 'https://example.com/base']]],
    ['adapter-config.base-text', [['base_model_name_or_path', 'owner/mod\u200bel']]],
    ['adapter-config.type', [['base_model_name_or_path', 7]]],
    ['adapter-config.type', [BASE, ['r', 'sixteen']]],
    ['adapter-config.type', [BASE, ['target_modules', { a: 1 }]]],
    ['adapter-config.type', [BASE, ['target_modules', ['a', 1]]]],
    ['adapter-config.type', [BASE, ['auto_mapping', 'x']]],
    ['adapter-config.duplicate-key', [BASE, BASE]],
    ['adapter-config.limit', [BASE, ...Array.from({ length: 600 }, (_, i) => [`k${i}`, 1] as const)]],
  ])('%s', async (code, fields) => {
    expect((await read(fields)).codes).toContain(code);
  });

  test('a key named __proto__ is a key', async () => {
    const { structure } = await read([BASE, ['__proto__', 'x']]);
    expect(structure.others).toEqual([{ key: '__proto__', kind: 'string', text: 'x' }]);
  });

  test('a list, too large a file, a target given as a pattern', async () => {
    const list = await readWith(adapterConfigFormat, new TextEncoder().encode('[]'), NAME);
    expect(list.codes).toEqual(['adapter-config.type']);
    expect((await read([BASE], { 'json.bytes': 3 })).codes).toEqual(['adapter-config.limit']);
    expect((await read([BASE, ['target_modules', '.*_proj']])).structure.targetModules).toBe('.*_proj');
  });
});

describe('properties', () => {
  test('every shorter file stops; changed bytes throw nothing but InputError', async () => {
    const bytes = seeds()[0]?.bytes ?? new Uint8Array();
    for (let length = 0; length < bytes.length; length++) {
      expect((await readWith(adapterConfigFormat, bytes.subarray(0, length), NAME)).stopped).toBe(true);
    }
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1 }), async (changes) => {
        const changed = bytes.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        await readWith(adapterConfigFormat, changed, NAME).catch((error: unknown) =>
          expect(error).toBeInstanceOf(InputError),
        );
      }),
      { numRuns: 500 },
    );
  });
});
