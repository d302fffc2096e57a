import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { probeOf, readWith } from '../read.fixture.ts';
import { modelConfigFormat } from './format.ts';
import { seeds } from './fuzz.ts';

describe('model-config', () => {
  test('knows its files, and reads them without an anomaly', async () => {
    for (const { name, bytes } of seeds()) {
      expect(modelConfigFormat.identify(probeOf(name, bytes)), name).toBeDefined();
      const { structure, anomalies } = await readWith(modelConfigFormat, bytes, name);
      expect(anomalies, name).toEqual([]);
      expect(structuredClone(structure)).toEqual(structure);
    }
    expect(modelConfigFormat.identify(probeOf('notes.txt', new TextEncoder().encode('x')))).toBeUndefined();
  });

  test('reads every shorter file', async () => {
    for (const { name, bytes } of seeds())
      for (let length = 0; length < bytes.length; length++)
        expect((await readWith(modelConfigFormat, bytes.subarray(0, length), name)).structure.format).toBe(
          'model-config',
        );
  });

  test('throws nothing but InputError for changed bytes', async () => {
    const { bytes } = seeds()[0] ?? { bytes: new Uint8Array() };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1 }), async (changes) => {
        const changed = bytes.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        await readWith(modelConfigFormat, changed, 'config.json').catch((error: unknown) =>
          expect(error).toBeInstanceOf(InputError),
        );
      }),
      { numRuns: 300 },
    );
  });
});
