import { describe, expect, test } from 'vitest';
import { probeOf, readWith } from '../read.fixture.ts';
import { tensorAt } from '../tensor-table.ts';
import { ggufFormat } from './format.ts';
import { seeds } from './fuzz.ts';
import { type FileToWrite, type TensorToWrite, type ValueToWrite, writeGguf } from './write.fixture.ts';

const read = (file: FileToWrite) => readWith(ggufFormat, writeGguf(file), 'm.gguf');
const text = (value: string | Uint8Array, length?: bigint): ValueToWrite =>
  length === undefined ? { type: 'string', value } : { type: 'string', value, length };
const u32 = (value: number): ValueToWrite => ({ type: 'u32', value });
const W: TensorToWrite = { name: 'w', dims: [8], type: 0 };

/** An array of `length` elements of which none is there. */
const claim = (elementType: ValueToWrite['type'], length: bigint): ValueToWrite => ({
  type: 'array',
  elementType: elementType as 'u8',
  value: [],
  length,
});
const nested = (depth: number): ValueToWrite =>
  depth === 0
    ? { type: 'array', elementType: 'u8', value: [] }
    : { type: 'array', elementType: 'array', value: [nested(depth - 1)] };

describe('a sound file', () => {
  test('of any version and byte order is read without an anomaly', async () => {
    const [first, ...others] = await Promise.all(seeds().map(({ name, bytes }) => readWith(ggufFormat, bytes, name)));
    for (const result of [first, ...others]) expect(result?.anomalies).toEqual([]);
    expect(others[0]?.structure.endianness).toBe('big');
    const values = first?.structure.metadata.map(({ key, value }) => [key, value?.kind]);
    for (const other of others.slice(0, 3)) {
      expect(other.structure.metadata.map(({ key, value }) => [key, value?.kind])).toEqual(values);
      expect(other.structure.parameterCount).toBe(32 * 3 + 8);
    }
  });

  test('gives values, the first of arrays, tensors and totals', async () => {
    const { structure } = await readWith(ggufFormat, seeds()[0]?.bytes ?? new Uint8Array());
    const value = (key: string) => structure.metadata.find((entry) => entry.key === key)?.value;
    expect(value('general.architecture')).toMatchObject({ text: 'llama', length: 5 });
    expect(value('llama.context_length')).toEqual({ kind: 'number', value: 2n ** 60n });
    expect(value('tokenizer.ggml.add_bos_token')).toEqual({ kind: 'bool', value: true });
    expect(value('tokenizer.ggml.token_type')).toMatchObject({ elementType: 'i32', length: 3 });
    expect(value('tokenizer.ggml.tokens')).toMatchObject({ first: [{ text: '<s>' }, { text: 'é' }, { text: '' }] });
    expect(tensorAt(structure.tensors, 0)).toEqual({
      name: 'token_embd.weight',
      type: 'Q8_0',
      dims: [32, 3],
      begin: structure.dataStart,
      end: structure.dataStart + 102,
    });
    expect(structure.dataStart % 32).toBe(0);
    expect(structuredClone(structure)).toEqual(structure);
  });

  test('emits each chat template with its own bytes', async () => {
    const { parts } = await readWith(ggufFormat, seeds()[0]?.bytes ?? new Uint8Array());
    const templates = parts.filter(({ role }) => role === 'chat-template');
    const found = await Promise.all(
      templates.map(async ({ role, name, source }) => [
        role,
        name,
        new TextDecoder().decode(await source.read(0, source.size)),
      ]),
    );
    expect(found).toEqual([
      ['chat-template', 'tokenizer.chat_template', '{% for m in messages %}{{ m.content }}{% endfor %}'],
      ['chat-template', 'tokenizer.chat_template.tool_use', '{{ tools }}'],
      ['chat-template', 'tokenizer.chat_templates[0]', 'tool_use'],
    ]);
  });

  test('hands out its vocabulary as it stands', async () => {
    const { parts } = await read({
      metadata: [
        ['general.architecture', text('llama')],
        ['tokenizer.ggml.model', text('gpt2')],
        ['tokenizer.ggml.tokens', { type: 'array', elementType: 'string', value: [text('a'), text('b')] }],
        ['zzz', text('after')],
      ],
    });
    expect(parts.map(({ name, source, offset }) => [name, source.size, offset])).toEqual([
      ['gguf-vocabulary', 20 + 8 + 4 + 8 + 4 + 8 + 21 + 4 + 4 + 8 + 2 * 9, 24 + 8 + 20 + 4 + 8 + 5],
    ]);
  });

  test('with a large vocabulary keeps its count and the first tokens', async () => {
    const tokens = Array.from({ length: 50_000 }, (_, i) => text(`token${i}`));
    const { structure, anomalies } = await read({
      metadata: [['tokenizer.ggml.tokens', { type: 'array', elementType: 'string', value: tokens }]],
    });
    expect(anomalies).toEqual([]);
    expect(structure.metadata[0]?.value).toMatchObject({ length: 50_000, first: { length: 8 } });
  });
});

describe('a file that lies', () => {
  test.each<[string, FileToWrite, boolean]>([
    ['gguf.version', { version: 4 }, true],
    ['gguf.endianness', { version: 2, bigEndian: true }, false],
    ['gguf.count', { metadataCount: 2n ** 60n }, true],
    ['gguf.count', { tensorCount: 2n ** 60n }, true],
    ['gguf.truncated', { metadata: [['a', text('x', 2n ** 62n)]] }, true],
    ['gguf.truncated', { metadata: [['a', claim('string', 2n ** 60n)]] }, true],
    ['gguf.truncated', { metadata: [['a', claim('f64', 2n ** 61n)]] }, true],
    ['gguf.truncated', { metadata: [['a', claim('array', 2n ** 60n)]] }, true],
    ['gguf.malformed', { metadata: [['a', { type: 'nothing' as 'u8', value: 0n }]] }, true],
    ['gguf.limit', { metadata: [['a', nested(20)]] }, true],
    ['gguf.nested-array', { metadata: [['a', nested(2)]] }, false],
    ['gguf.bool', { metadata: [['a', { type: 'bool', value: 2 }]] }, false],
    ['gguf.key', { metadata: [['a b', u32(1)]] }, false],
    ['gguf.key', { metadata: [['', u32(1)]] }, false],
    ['gguf.key', { metadata: [['k'.repeat(70_000), u32(1)]] }, false],
    [
      'gguf.duplicate-key',
      {
        metadata: [
          ['a', u32(1)],
          ['a', u32(2)],
        ],
      },
      false,
    ],
    ['gguf.utf8', { metadata: [['a', text(Uint8Array.of(0xff, 0xfe))]] }, false],
    ['gguf.alignment', { metadata: [['general.alignment', u32(24)]] }, false],
    ['gguf.alignment', { metadata: [['general.alignment', u32(4)]] }, false],
    ['gguf.alignment', { metadata: [['general.alignment', u32(0)]] }, false],
    ['gguf.alignment', { metadata: [['general.alignment', u32(2 ** 31)]] }, false],
    ['gguf.alignment', { metadata: [['general.alignment', text('32')]] }, false],
    ['gguf.padding', { tensors: [W], padding: 0x80 }, false],
    ['gguf.malformed', { tensors: [{ ...W, dims: Array<number>(100).fill(1), bytes: 32 }] }, true],
    ['gguf.dimensions', { tensors: [{ ...W, dims: [8, 1, 1, 1, 1] }] }, false],
    ['gguf.empty-tensor', { tensors: [{ ...W, dims: [8, 0] }] }, false],
    ['gguf.overflow', { tensors: [{ ...W, dims: [2n ** 32n, 2n ** 32n], bytes: 32 }] }, false],
    ['gguf.overflow', { tensors: [{ ...W, dims: [2n ** 63n], bytes: 32 }] }, false],
    ['gguf.type', { tensors: [{ ...W, type: 142, bytes: 32 }] }, false],
    ['gguf.removed-type', { tensors: [{ ...W, dims: [16], type: 4, bytes: 32 }] }, false],
    ['gguf.block', { tensors: [{ ...W, dims: [31], type: 8, bytes: 32 }] }, false],
    ['gguf.tensor-name', { tensors: [{ ...W, name: 'n'.repeat(64) }] }, false],
    ['gguf.long-name', { tensors: [{ ...W, name: 'n'.repeat(400) }] }, false],
    ['gguf.tensor-name', { tensors: [{ ...W, name: 'a\u202eb' }] }, false],
    ['gguf.duplicate-tensor', { tensors: [W, W] }, false],
    ['gguf.unaligned', { tensors: [{ ...W, offset: 4n }, W] }, false],
    ['gguf.beyond-file', { tensors: [{ ...W, offset: 2n ** 62n }] }, true],
    [
      'gguf.overlap',
      {
        tensors: [
          { ...W, dims: [16] },
          { ...W, name: 'x', offset: 32n },
        ],
      },
      false,
    ],
    [
      'gguf.order',
      {
        tensors: [
          { ...W, offset: 32n },
          { ...W, name: 'x', offset: 0n },
        ],
      },
      false,
    ],
    [
      'gguf.gap',
      {
        tensors: [
          { ...W, bytes: 32 },
          { ...W, name: 'x', offset: 64n, bytes: 96 },
        ],
      },
      false,
    ],
    ['gguf.trailing', { tensors: [W], trailing: new Uint8Array(40) }, false],
    ['gguf.trailing', { trailing: new Uint8Array(100) }, false],
  ])('%s', async (code, file, stops) => {
    const { anomalies, codes } = await read(file);
    expect(codes).toContain(code);
    expect(anomalies.find((anomaly) => anomaly.code === code)?.stops).toBe(stops);
  });

  test('about its counts is still read as far as it goes', async () => {
    const { structure, parts } = await read({
      metadata: [['tokenizer.chat_template', text('{{ x }}')]],
      metadataCount: 2n ** 60n,
    });
    expect(structure.metadata).toHaveLength(1);
    expect(parts.map(({ role }) => role)).toEqual(['chat-template']);
  });

  test('about its magic leaves the rest as a part', async () => {
    const { codes, parts } = await readWith(ggufFormat, new TextEncoder().encode('not a model at all'));
    expect(codes).toEqual(['gguf.magic']);
    expect(parts[0]?.source.size).toBe(10);
  });

  test('in its middle leaves the rest as a part', async () => {
    const { parts } = await read({ metadata: [['a', { type: 'nothing' as 'u8', value: 0n }]], tensors: [W] });
    expect(parts.map(({ role, name }) => [role, name])).toEqual([['tail', 'unread']]);
  });

  test('hidden regions become parts', async () => {
    const { parts } = await read({ tensors: [W], trailing: new Uint8Array(64) });
    expect(parts.map(({ role, source }) => [role, source.size])).toEqual([['tail', 64]]);
  });
});

test('identify: by magic, by name where the magic is missing', () => {
  expect(ggufFormat.identify(probeOf('x.bin', seeds()[0]?.bytes ?? new Uint8Array()))).toBe('magic');
  expect(ggufFormat.identify(probeOf('x.GGUF', new Uint8Array(20)))).toBe('name');
  expect(ggufFormat.identify(probeOf('x.bin', new Uint8Array(20)))).toBeUndefined();
});
