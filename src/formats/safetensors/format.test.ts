import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { probeOf, readWith } from '../read.fixture.ts';
import { tensorAt } from '../tensor-table.ts';
import { DTYPE_BITS } from './dtypes.ts';
import { safetensorsFormat } from './format.ts';
import { seeds } from './fuzz.ts';
import { type FileToWrite, type TensorToWrite, writeSafetensors } from './write.fixture.ts';

const read = (file: FileToWrite, limits = {}) =>
  readWith(safetensorsFormat, writeSafetensors(file), 'm.safetensors', limits);
const F32: TensorToWrite = { name: 'w', dtype: 'F32', shape: [2], bytes: 8 };
const raw = (header: string, bytes = 8) => read({ tensors: [{ ...F32, bytes }], header });

describe('a sound file', () => {
  test('is read without an anomaly', async () => {
    for (const { name, bytes } of seeds()) {
      const { anomalies, parts } = await readWith(safetensorsFormat, bytes, name);
      expect(anomalies, name).toEqual([]);
      expect(parts).toEqual([]);
    }
  });

  test('gives its tensors, metadata and totals', async () => {
    const { structure } = await readWith(safetensorsFormat, seeds()[1]?.bytes ?? new Uint8Array());
    expect(structure.parameterCount).toBe(6 + 1 + 0 + 4);
    expect(structure.dataBytes).toBe(28);
    expect(structure.metadata[1]).toEqual({ key: 'note', value: 'café 😀', cut: false });
    const { dataStart } = structure;
    expect(tensorAt(structure.tensors, 1)).toEqual({
      name: 'model.scale',
      type: 'BF16',
      dims: [],
      begin: dataStart + 24,
      end: dataStart + 26,
    });
    expect(structuredClone(structure)).toEqual(structure);
  });

  test('in any order of the header', async () => {
    const tensors = [
      { ...F32, name: 'b', offsets: [8, 16] as const },
      { ...F32, name: 'a', offsets: [0, 8] as const },
    ];
    expect((await read({ tensors })).anomalies).toEqual([]);
  });
});

describe('a header that lies', () => {
  test.each<[string, FileToWrite, boolean]>([
    ['safetensors.header-length', { tensors: [F32], headerLength: 2n ** 62n }, true],
    ['safetensors.header-length', { tensors: [F32], headerLength: 0n }, true],
    ['safetensors.truncated', { tensors: [F32], headerLength: 5_000n }, true],
    ['safetensors.header-padding', { tensors: [F32], padding: '\n\n' }, false],
    ['safetensors.header-padding', { tensors: [F32], padding: ' cos\nsystem\n(S"id"\ntR.' }, false],
    ['safetensors.trailing', { tensors: [F32], trailing: new Uint8Array(3) }, false],
    ['safetensors.beyond-file', { tensors: [{ ...F32, bytes: 4, offsets: [0, 8] }] }, true],
    ['safetensors.beyond-file', { tensors: [{ ...F32, offsets: [2 ** 52, 2 ** 52 + 8] }] }, true],
    ['safetensors.start', { tensors: [{ ...F32, bytes: 16, offsets: [8, 16] }] }, false],
    ['safetensors.gap', { tensors: [F32, { ...F32, name: 'x', bytes: 16, offsets: [16, 24] }] }, false],
    [
      'safetensors.overlap',
      {
        tensors: [
          { ...F32, bytes: 12 },
          { ...F32, name: 'x', bytes: 0, offsets: [4, 12] },
        ],
      },
      false,
    ],
    ['safetensors.offsets', { tensors: [{ ...F32, offsets: [8, 0] }] }, false],
    ['safetensors.size', { tensors: [{ ...F32, dtype: 'F64' }] }, false],
    ['safetensors.sub-byte', { tensors: [{ ...F32, dtype: 'F4', shape: [3], bytes: 2 }] }, false],
    ['safetensors.overflow', { tensors: [{ ...F32, shape: [2 ** 33, 2 ** 33] }] }, false],
    ['safetensors.dimensions', { tensors: [{ ...F32, shape: [2, ...Array<number>(70).fill(1)] }] }, false],
    ['safetensors.shape', { tensors: [{ ...F32, shape: [-2] }] }, false],
    ['safetensors.shape', { tensors: [{ ...F32, shape: [1.5] }] }, false],
    ['safetensors.dtype', { tensors: [{ ...F32, dtype: 'constructor' }] }, false],
    ['safetensors.duplicate-key', { tensors: [F32, F32] }, false],
    ['safetensors.tensor-name', { tensors: [{ ...F32, name: '../../etc/passwd' }] }, false],
    ['safetensors.tensor-name', { tensors: [{ ...F32, name: 'a\u001b[2J' }] }, false],
    ['safetensors.tensor-name', { tensors: [{ ...F32, name: 'x'.repeat(600) }] }, false],
  ])('%s', async (code, file, stops) => {
    const { anomalies, codes } = await read(file);
    expect(codes).toContain(code);
    expect(anomalies.find((anomaly) => anomaly.code === code)?.stops).toBe(stops);
  });

  test.each([
    ['safetensors.header-start', ' {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}'],
    ['safetensors.duplicate-key', '{"w":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}'],
    ['safetensors.duplicate-key', '{"__metadata__":{"a":"1","a":"2"}}'],
    ['safetensors.duplicate-key', '{"__metadata__":{},"__metadata__":{}}'],
    ['safetensors.metadata', '{"__metadata__":{"a":1}}'],
    ['safetensors.metadata', '{"__metadata__":[]}'],
    ['safetensors.tensor-entry', '{"w":[]}'],
    ['safetensors.tensor-entry', '{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"code":"x"}}'],
    ['safetensors.offsets', '{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8,9]}}'],
    ['safetensors.shape', '{"w":{"dtype":"F32","shape":[2e0],"data_offsets":[0,8]}}'],
    ['safetensors.malformed', '{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},}'],
    ['safetensors.malformed', '{"w":NaN}'],
    ['safetensors.truncated', '{"w":{"dtype":"F32"'],
    ['safetensors.limit', `{"w":${'['.repeat(2_000)}${']'.repeat(2_000)}}`],
  ])('%s in %s', async (code, header) => {
    expect((await raw(header)).codes).toContain(code);
  });

  test('that is not UTF-8', async () => {
    const bytes = writeSafetensors({ tensors: [{ ...F32, name: 'abc' }] });
    bytes[11] = 0xff;
    expect((await readWith(safetensorsFormat, bytes)).codes).toContain('safetensors.utf8');
  });

  test('with prototype names reads as any other name', async () => {
    const { structure, anomalies } = await read({ tensors: [{ ...F32, name: '__proto__' }] });
    expect(structure.tensors.names).toEqual(['__proto__']);
    expect(anomalies).toEqual([]);
  });

  test('keeps what came before broken JSON', async () => {
    const { structure, stopped } = await raw('{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"v":oops}');
    expect(structure.tensors.names).toEqual(['w']);
    expect(stopped).toBe(true);
  });
});

describe('bounds', () => {
  test('tensors past the limit are counted, not kept', async () => {
    const tensors = Array.from({ length: 5 }, (_, i) => ({ ...F32, name: `w${i}` }));
    const { structure, codes, stopped } = await read({ tensors }, { 'safetensors.tensors': 2 });
    expect(structure.tensors.names).toHaveLength(2);
    expect(structure.tensorCount).toBe(5);
    expect(codes).toContain('safetensors.limit');
    expect(stopped).toBe(true);
  });

  test('a flood of one anomaly is told sixteen times and summed', async () => {
    const tensors = Array.from({ length: 500 }, (_, i) => ({ ...F32, name: `w${i}`, dtype: 'X' }));
    const { anomalies } = await read({ tensors });
    expect(anomalies).toHaveLength(17);
    expect(anomalies.at(-1)?.message).toContain('484 more');
  });

  test('hidden regions become parts, a bounded number of them', async () => {
    const tensors = Array.from({ length: 100 }, (_, i) => ({
      ...F32,
      name: `w${i}`,
      bytes: 16,
      offsets: [i * 16 + 8, i * 16 + 16] as const,
    }));
    const { parts } = await read({ tensors, trailing: new Uint8Array(4) });
    expect(parts).toHaveLength(64);
    expect(parts[0]?.source.size).toBe(8);
  });
});

describe('identify', () => {
  test('by structure, by the words of the header, by the name of a header bomb', () => {
    const sound = writeSafetensors({ tensors: [F32] });
    const bomb = writeSafetensors({ tensors: [], header: '{"a', headerLength: 2n ** 62n });
    expect(safetensorsFormat.identify(probeOf('weights', sound))).toBe('structure');
    expect(safetensorsFormat.identify(probeOf('weights', sound.subarray(0, 60)))).toBe('structure');
    expect(safetensorsFormat.identify(probeOf('m.safetensors', bomb))).toBe('name');
    expect(safetensorsFormat.identify(probeOf('m.bin', bomb))).toBeUndefined();
    expect(
      safetensorsFormat.identify(probeOf('config.json', new TextEncoder().encode('{"a": {"b": 1}}'))),
    ).toBeUndefined();
  });
});

describe('properties', () => {
  const tensor = fc.record({
    name: fc.stringMatching(/^[a-z][a-z0-9._]{0,20}$/),
    dtype: fc.constantFrom(...DTYPE_BITS.keys()),
    shape: fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 4 }).map((shape) => [4, ...shape]),
  });

  test('what is written is what is read', async () => {
    const tables = fc.uniqueArray(tensor, { selector: (t) => t.name, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(tables, async (table) => {
        const tensors = table.map((t) => {
          const elements = t.shape.reduce((product, dim) => product * dim, 1);
          return { ...t, bytes: (elements * (DTYPE_BITS.get(t.dtype) ?? 0)) / 8 };
        });
        const { structure, anomalies } = await read({ tensors });
        expect(anomalies).toEqual([]);
        tensors.forEach((wanted, i) => {
          const got = tensorAt(structure.tensors, i);
          expect([got.name, got.type, got.dims, got.end - got.begin]).toEqual([
            wanted.name,
            wanted.dtype,
            wanted.shape,
            wanted.bytes,
          ]);
        });
      }),
      { numRuns: 200 },
    );
  });

  test('every shorter file stops', async () => {
    const bytes = seeds()[1]?.bytes ?? new Uint8Array();
    for (let length = 0; length < bytes.length; length++) {
      const { stopped } = await readWith(safetensorsFormat, bytes.subarray(0, length));
      expect(stopped, `${length} bytes`).toBe(true);
    }
  });

  test('changed bytes never throw anything but InputError', async () => {
    const bytes = seeds()[1]?.bytes ?? new Uint8Array();
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const changed = bytes.slice();
        for (const [at, value] of changes) changed[at] = value;
        await readWith(safetensorsFormat, changed).catch((error: unknown) => expect(error).toBeInstanceOf(InputError));
      }),
      { numRuns: 1_000 },
    );
  });
});
