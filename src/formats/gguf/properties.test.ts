import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { GGML_TYPES } from '../ggml-types.ts';
import { readWith } from '../read.fixture.ts';
import { tensorAt } from '../tensor-table.ts';
import { ggufFormat } from './format.ts';
import { seeds } from './fuzz.ts';
import { type ValueToWrite, writeGguf } from './write.fixture.ts';

const scalar: fc.Arbitrary<ValueToWrite> = fc.oneof(
  fc.nat(255).map((value): ValueToWrite => ({ type: 'u8', value })),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).map((value): ValueToWrite => ({ type: 'i32', value })),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value): ValueToWrite => ({ type: 'i64', value })),
  fc.double({ noNaN: true }).map((value): ValueToWrite => ({ type: 'f64', value })),
  fc.nat(1).map((value): ValueToWrite => ({ type: 'bool', value })),
  fc.string({ unit: 'binary', maxLength: 40 }).map((value): ValueToWrite => ({ type: 'string', value })),
);
const value = fc.oneof(
  scalar,
  fc.array(fc.string({ maxLength: 9 }), { maxLength: 20 }).map(
    (texts): ValueToWrite => ({
      type: 'array',
      elementType: 'string',
      value: texts.map((text) => ({ type: 'string', value: text })),
    }),
  ),
);
const key = fc.stringMatching(/^[a-z]{1,8}(?:\.[a-z_]{1,8}){0,3}$/);
const tensor = fc
  .record({
    name: fc.stringMatching(/^[a-z0-9._]{1,40}$/).filter((name) => !/^\.\.$/.test(name)),
    type: fc.constantFrom(...GGML_TYPES.keys()),
    blocks: fc.integer({ min: 1, max: 2 }),
    rest: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }),
  })
  .map(({ name, type, blocks, rest }) => ({
    name,
    type,
    dims: [blocks * (GGML_TYPES.get(type)?.elements ?? 1), ...rest],
  }));
const file = fc.record({
  version: fc.constantFrom(1, 2, 3),
  metadata: fc.uniqueArray(fc.tuple(key, value), { selector: ([name]) => name, maxLength: 8 }),
  tensors: fc.uniqueArray(tensor, { selector: ({ name }) => name, maxLength: 6 }),
});

test('what is written is what is read', async () => {
  await fc.assert(
    fc.asyncProperty(file, fc.boolean(), async (written, big) => {
      const bytes = writeGguf({ ...written, bigEndian: big && written.version === 3 });
      const { structure, anomalies } = await readWith(ggufFormat, bytes);
      expect(anomalies).toEqual([]);
      expect(structure.metadata.map((entry) => [entry.key, entry.type])).toEqual(
        written.metadata.map(([name, { type }]) => [name, type]),
      );
      written.metadata.forEach(([, wanted], i) => {
        const got = structure.metadata[i]?.value;
        if (got?.kind === 'string')
          expect(got.text).toBe(new TextDecoder().decode(new TextEncoder().encode(String(wanted.value))));
        else if (got?.kind === 'number') expect(Number(got.value)).toBe(Number(wanted.value));
        else if (got?.kind === 'array') expect(got.length).toBe((wanted.value as readonly ValueToWrite[]).length);
      });
      written.tensors.forEach(({ name, type, dims }, i) => {
        const got = tensorAt(structure.tensors, i);
        expect([got.name, got.type, got.dims]).toEqual([name, GGML_TYPES.get(type)?.name, dims]);
        expect(got.end).toBeLessThanOrEqual(bytes.length);
      });
    }),
    { numRuns: 200 },
  );
});

test('every shorter file stops', async () => {
  for (const { name, bytes } of seeds()) {
    // The last tensor's padding may be missing: its data is whole.
    const { structure } = await readWith(ggufFormat, bytes);
    const whole = Math.max(...structure.tensors.end, name === 'empty.gguf' ? bytes.length : 0);
    for (let length = 0; length < whole; length++) {
      const { stopped } = await readWith(ggufFormat, bytes.subarray(0, length));
      expect(stopped, `${name} cut to ${length}`).toBe(true);
    }
  }
});

test('changed bytes never throw anything but InputError', async () => {
  const bytes = seeds()[0]?.bytes ?? new Uint8Array();
  const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
      const changed = bytes.slice();
      for (const [at, byte] of changes) changed[at] = byte;
      await readWith(ggufFormat, changed).catch((error: unknown) => expect(error).toBeInstanceOf(InputError));
    }),
    { numRuns: 2_000 },
  );
});
