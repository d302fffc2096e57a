import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { probeOf, readWith } from '../read.fixture.ts';
import { graphFormat } from './format.ts';
import { onnx, savedModel, seeds } from './fuzz.ts';

describe('graph', () => {
  test('knows its files, and reads them without an anomaly', async () => {
    for (const { name, bytes } of seeds()) {
      expect(graphFormat.identify(probeOf(name, bytes)), name).toBe('structure');
      const { structure, anomalies } = await readWith(graphFormat, bytes, name);
      expect(anomalies, name).toEqual([]);
      expect(structuredClone(structure)).toEqual(structure);
    }
    expect(graphFormat.identify(probeOf('a.bin', onnx('x')))).toBeUndefined();
  });

  test('tells operators and the files of tensors', async () => {
    const { structure } = await readWith(graphFormat, onnx('a/b', 'mine'), 'm.onnx');
    expect(structure).toMatchObject({
      flavour: 'onnx',
      nodes: 1,
      operators: [{ name: 'mine::Add', count: 1 }],
      locations: ['a/b'],
    });
    const saved = await readWith(graphFormat, savedModel(['Const', 'Const'], ['WriteFile']), 'saved_model.pb');
    expect(saved.structure.operators).toEqual([
      { name: 'Const', count: 2 },
      { name: 'WriteFile', count: 1 },
    ]);
  });

  test('notes every shorter file that ends inside a field', async () => {
    const bytes = onnx('x');
    const ends = [];
    for (let length = 3; length < bytes.length; length++)
      ends.push((await readWith(graphFormat, bytes.subarray(0, length), 'm.onnx')).stopped);
    expect(new Set(ends)).toEqual(new Set([true]));
  });

  test('throws nothing but InputError for changed bytes', async () => {
    for (const { name, bytes } of seeds())
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1 }),
          async (changes) => {
            const changed = bytes.slice();
            for (const [at, byte] of changes) changed[at] = byte;
            await readWith(graphFormat, changed, name).catch((error: unknown) =>
              expect(error).toBeInstanceOf(InputError),
            );
          },
        ),
        { numRuns: 200 },
      );
  });
});
