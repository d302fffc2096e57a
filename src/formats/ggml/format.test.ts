import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { probeOf, readWith } from '../read.fixture.ts';
import { tensorAt } from '../tensor-table.ts';
import { ggmlFormat } from './format.ts';
import { GGJT, LORA, seeds } from './fuzz.ts';
import { type FileToWrite, MAGIC, writeGgml } from './write.fixture.ts';

const read = (file: FileToWrite, limits = {}) => readWith(ggmlFormat, writeGgml(file), 'm.bin', limits);
const Q4 = { name: 'w', dims: [32], type: 2, bytes: 18 };

describe('a sound file', () => {
  test('of each container is read without an anomaly', async () => {
    for (const { name, bytes } of seeds()) {
      const { structure, anomalies } = await readWith(ggmlFormat, bytes, name);
      expect(anomalies, name).toEqual([]);
      expect(ggmlFormat.identify(probeOf(name, bytes))).toBe('magic');
      expect(structuredClone(structure)).toEqual(structure);
    }
  });

  test('gives hyperparameters, tokens and tensors', async () => {
    const { structure } = await read(GGJT);
    expect(structure).toMatchObject({ flavour: 'ggjt', version: 3, vocabularyCount: 4, parameterCount: 288 });
    expect(structure.hyperparameters).toMatchObject({ embedding: 32, layers: 0, fileType: 1 });
    expect(structure.tokens).toEqual(['<unk>', '<s>', '</s>', 'é']);
    expect(tensorAt(structure.tensors, 1)).toMatchObject({ name: 'norm.weight', type: 'F32', dims: [32] });
    expect(tensorAt(structure.tensors, 1).begin % 32).toBe(0);
    expect((await read(LORA)).structure.lora).toEqual({ rank: 8, alpha: 16 });
  });

  test('has the blocks of its version', async () => {
    const tensors = [...GGJT.tensors, Q4];
    expect((await read({ ...GGJT, tensors })).anomalies).toEqual([]);
    const old = { ...GGJT, version: 2, tensors: [...GGJT.tensors, { ...Q4, bytes: 20 }] };
    expect((await read(old)).anomalies).toEqual([]);
  });
});

describe('a file that lies', () => {
  const extra = (change: object) => ({ ...GGJT, tensors: [...GGJT.tensors, { ...Q4, ...change }] });
  test.each<[string, FileToWrite, boolean]>([
    ['ggml.layout', { ...GGJT, version: 9 }, true],
    ['ggml.layout', { ...GGJT, numbers: [2 ** 31, 32, 256, 1, 0, 32, 1] }, true],
    ['ggml.layout', { ...GGJT, tensors: [{ ...Q4, dimensions: 2 ** 31 }] }, true],
    ['ggml.layout', { ...LORA, numbers: [0, 1] }, true],
    // Whisper: eleven numbers, then mel filters.
    [
      'ggml.layout',
      { magic: MAGIC.ggml, numbers: [51864, 1500, 384, 6, 4, 448, 384, 6, 4, 80, 1, 80, 201], tensors: [] },
      true,
    ],
    ['ggml.trailing', extra({ type: 99 }), true],
    ['ggml.trailing', { ...GGJT, trailing: Array<number>(40).fill(0x80) }, true],
    ['ggml.truncated', { ...GGJT, trailing: [1, 0, 0] }, true],
    ['ggml.truncated', extra({ bytes: 17 }), true],
    ['ggml.truncated', extra({ dims: [2 ** 31, 2 ** 20] }), true],
    ['ggml.malformed', extra({ dims: [2 ** 31, 2 ** 31, 2] }), true],
    ['ggml.malformed', extra({ dims: [31] }), true],
    ['ggml.missing-tensors', { ...GGJT, tensors: GGJT.tensors.slice(0, 2) }, true],
    ['ggml.empty-tensor', extra({ dims: [0], bytes: 0 }), false],
    ['ggml.tensor-name', extra({ name: '../w' }), false],
    ['ggml.duplicate-tensor', extra({ name: 'norm.weight' }), false],
  ])('%s', async (code, file, stops) => {
    const { anomalies, codes } = await read(file);
    expect(codes).toContain(code);
    expect(anomalies.find((anomaly) => anomaly.code === code)?.stops).toBe(stops);
  });

  test('with something after its last tensor leaves it as a part', async () => {
    const { parts, structure } = await read({ ...GGJT, trailing: [0x80, 0x04, ...Array<number>(20).fill(0x4b)] });
    expect(parts.map(({ role, source }) => [role, source.size])).toEqual([['tail', 22]]);
    expect(structure.tensors.names).toHaveLength(3);
  });

  test('limits', async () => {
    expect((await read(GGJT, { 'gguf.tensors': 2 })).codes).toEqual(['ggml.limit']);
    expect((await read(GGJT, { 'gguf.array': 2 })).codes).toEqual(['ggml.limit']);
  });
});

describe('properties', () => {
  const dims = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }).map((rest) => [32, ...rest]);
  const tensor = fc.record({ name: fc.stringMatching(/^[a-z]{1,20}$/), dims, type: fc.constantFrom(0, 1, 2, 6, 8) });
  const bits: Readonly<Record<number, number>> = { 0: 32, 1: 16, 2: 4.5, 6: 5.5, 8: 8.5 };

  test('what is written is what is read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(tensor, { selector: ({ name }) => name, maxLength: 6 }), async (extra) => {
        const sized = extra.map((t) => ({
          ...t,
          bytes: (t.dims.reduce((a, b) => a * b, 1) * (bits[t.type] ?? 0)) / 8,
        }));
        const { structure, anomalies } = await read({ ...GGJT, tensors: [...GGJT.tensors, ...sized] });
        expect(anomalies).toEqual([]);
        sized.forEach(({ name, bytes, dims: wanted }, i) => {
          const got = tensorAt(structure.tensors, i + 3);
          expect([got.name, got.dims, got.end - got.begin]).toEqual([name, wanted, bytes]);
        });
      }),
      { numRuns: 100 },
    );
  });

  test('every shorter model stops', async () => {
    for (const { name, bytes } of seeds()) {
      for (let length = 0; length < bytes.length; length++) {
        const { stopped } = await readWith(ggmlFormat, bytes.subarray(0, length));
        expect(stopped, `${name} cut to ${length}`).toBe(true);
      }
    }
  });

  test('changed bytes never throw anything but InputError', async () => {
    const bytes = writeGgml(GGJT);
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const changed = bytes.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        await readWith(ggmlFormat, changed).catch((error: unknown) => expect(error).toBeInstanceOf(InputError));
      }),
      { numRuns: 1_000 },
    );
  });
});
