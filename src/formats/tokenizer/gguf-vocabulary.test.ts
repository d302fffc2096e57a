import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { readWith } from '../read.fixture.ts';
import { tokenizerFormat } from './format.ts';

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const u64 = (value: number): Buffer => Buffer.concat([u32(value), u32(0)]);
const text = (value: string): Buffer => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)]);
const array = (key: string, type: number, length: number, ...values: readonly Buffer[]): Buffer =>
  Buffer.concat([text(key), u32(9), u32(type), u64(length), ...values]);

const ENTRIES = Buffer.concat([
  text('tokenizer.ggml.model'),
  u32(8),
  text('gpt2'),
  array('tokenizer.ggml.tokens', 8, 4, ...['<s>', 'a', 'b', 'ab'].map(text)),
  array('tokenizer.ggml.token_type', 5, 4, ...[3, 1, 1, 1].map(u32)),
  array('tokenizer.ggml.merges', 8, 1, text('a b')),
  text('tokenizer.ggml.bos_token_id'),
  u32(4),
  u32(0),
]);
const read = (bytes: Uint8Array, limits = {}) => readWith(tokenizerFormat, bytes, 'gguf-vocabulary', limits);

it('reads tokens, types and merges', async () => {
  const { structure, anomalies } = await read(ENTRIES);
  expect(anomalies).toEqual([]);
  expect(structure).toMatchObject({
    model: 'BPE',
    flavour: 'vocabulary',
    merges: { count: 1, absent: { count: 0 } },
    added: [{ id: 0, content: '<s>', special: true }],
  });
  expect([...structure.vocabulary.ids]).toEqual([0, 1, 2, 3]);
  expect((await read(ENTRIES, { 'tokenizer.tokens': 2 })).codes).toEqual(['tokenizer.limit']);
});

it('throws nothing but InputError for shorter or changed bytes', async () => {
  const quiet = (bytes: Uint8Array) => read(bytes).catch((error: unknown) => expect(error).toBeInstanceOf(InputError));
  for (let length = 0; length < ENTRIES.length; length++) await quiet(ENTRIES.subarray(0, length));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(ENTRIES.length - 1), fc.nat(255)), { minLength: 1 }), async (changes) => {
      const changed = Buffer.from(ENTRIES);
      for (const [at, byte] of changes) changed[at] = byte;
      await quiet(changed);
    }),
    { numRuns: 300 },
  );
});
