import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { probeOf, readWith } from '../read.fixture.ts';
import { shardIndexFormat } from './format.ts';
import { seeds } from './fuzz.ts';
import { type IndexToWrite, writeShardIndex } from './write.fixture.ts';

const NAME = 'model.safetensors.index.json';
const read = (index: IndexToWrite, limits = {}) => readWith(shardIndexFormat, writeShardIndex(index), NAME, limits);
const raw = (text: string, limits = {}) => readWith(shardIndexFormat, new TextEncoder().encode(text), NAME, limits);

test('a sound index', async () => {
  const { structure, anomalies } = await readWith(shardIndexFormat, seeds()[0]?.bytes ?? new Uint8Array(), NAME);
  expect(anomalies).toEqual([]);
  expect(structure.totalSize).toBe(1024);
  expect(structure.shards).toHaveLength(2);
  expect([...structure.shard]).toEqual([0, 1, 1]);
  expect(structuredClone(structure)).toEqual(structure);
});

test('identify: by the name, surer where the words are there', () => {
  const bytes = seeds()[0]?.bytes ?? new Uint8Array();
  expect(shardIndexFormat.identify(probeOf('model.safetensors.index.fp16.json', bytes))).toBe('structure');
  expect(shardIndexFormat.identify(probeOf('pytorch_model.bin.index.json', new Uint8Array()))).toBe('name');
  expect(shardIndexFormat.identify(probeOf('index.json', bytes))).toBeUndefined();
});

describe('an index that lies', () => {
  test.each([
    '../../other/model.safetensors',
    '/etc/passwd',
    'C:\\x',
    '..\\x',
    '~/x',
    'https://example.com/x',
    '',
    'a\u0000b',
    'x'.repeat(300),
  ])('shard name %j', async (shard) => {
    expect((await read({ map: [['w', shard]] })).codes).toEqual(['shard-index.shard-name']);
  });

  test.each([
    ['shard-index.value', '{"weight_map": {"w": 1}}'],
    ['shard-index.value', '{"weight_map": {"w": ["a"]}}'],
    ['shard-index.weight-map', '{}'],
    ['shard-index.weight-map', '{"weight_map": "x"}'],
    ['shard-index.duplicate-key', '{"weight_map": {"w": "a", "w": "b"}}'],
    ['shard-index.duplicate-key', '{"weight_map": {}, "weight_map": {}}'],
    ['shard-index.duplicate-key', '{"metadata": {"total_size": 1, "total_size": 2}, "weight_map": {}}'],
    ['shard-index.total-size', '{"metadata": {"total_size": "1"}, "weight_map": {}}'],
    ['shard-index.total-size', '{"metadata": {"total_size": -1}, "weight_map": {}}'],
    ['shard-index.trailing', '{"weight_map": {}} x'],
    ['shard-index.malformed', '{"weight_map": {}'.concat(']')],
    ['shard-index.malformed', '[]'],
    ['shard-index.truncated', ''],
    ['shard-index.limit', `{"a": ${'['.repeat(1_000)}`],
  ])('%s in %s', async (code, text) => {
    expect((await raw(text)).codes).toContain(code);
  });

  test('limits', async () => {
    const { structure, codes } = await read(
      {
        map: [
          ['a', 's'],
          ['b', 's'],
        ],
      },
      { 'safetensors.tensors': 1 },
    );
    expect(codes).toEqual(['shard-index.limit']);
    expect(structure).toMatchObject({ tensors: ['a'], tensorCount: 2 });
    expect((await read({ map: [] }, { 'json.bytes': 4 })).codes).toEqual(['shard-index.limit']);
  });
});

describe('properties', () => {
  test('what is written is what is read', async () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
    const shard = fc.stringMatching(/^[a-z0-9-]{1,20}\.safetensors$/);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.tuple(name, shard), { selector: ([key]) => key }), async (map) => {
        const { structure, anomalies } = await read({ map });
        expect(anomalies).toEqual([]);
        const got = structure.tensors.map((tensor, i) => [tensor, structure.shards[structure.shard[i] ?? 0]]);
        expect(got).toEqual(map);
      }),
      { numRuns: 200 },
    );
  });

  test('every shorter file stops; changed bytes throw nothing but InputError', async () => {
    const bytes = seeds()[0]?.bytes ?? new Uint8Array();
    for (let length = 0; length < bytes.length; length++) {
      expect((await readWith(shardIndexFormat, bytes.subarray(0, length))).stopped).toBe(true);
    }
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1 }), async (changes) => {
        const changed = bytes.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        await readWith(shardIndexFormat, changed).catch((error: unknown) => expect(error).toBeInstanceOf(InputError));
      }),
      { numRuns: 500 },
    );
  });
});
