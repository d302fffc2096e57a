import { describe, expect, test } from 'vitest';
import { memorySource } from '../../sources/byte-source.ts';
import { readWith } from '../read.fixture.ts';
import { ggufFormat } from './format.ts';
import { type FileToWrite, type TensorToWrite, type ValueToWrite, writeGguf } from './write.fixture.ts';

const read = (file: FileToWrite, limits = {}) => readWith(ggufFormat, writeGguf(file), 'm.gguf', limits);
const text = (value: string): ValueToWrite => ({ type: 'string', value });
const u32 = (value: number): ValueToWrite => ({ type: 'u32', value });
const W: TensorToWrite = { name: 'w', dims: [8], type: 0 };

describe('bounds', () => {
  test.each<[string, FileToWrite, object]>([
    [
      'gguf.limit',
      {
        metadata: [
          ['a', u32(1)],
          ['b', u32(1)],
        ],
      },
      { 'gguf.metadata': 1 },
    ],
    ['gguf.limit', { tensors: [W, { ...W, name: 'x' }] }, { 'gguf.tensors': 1 }],
    [
      'gguf.limit',
      { metadata: [['a', { type: 'array', elementType: 'u32', value: [u32(1), u32(2)] }]] },
      { 'gguf.array': 1 },
    ],
    ['gguf.string-length', { metadata: [['a', text('hello')]] }, { 'gguf.string': 4 }],
    [
      'gguf.text',
      {
        metadata: [
          ['a', text('four')],
          ['b', text('four')],
        ],
      },
      { 'gguf.string': 6 },
    ],
  ])('%s', async (code, file, limits) => {
    const { codes, stopped } = await read(file, limits);
    expect(codes).toContain(code);
    expect(stopped).toBe(true);
  });

  test('a long string is passed over, not read', async () => {
    const long = writeGguf({
      metadata: [
        ['a', text('x'.repeat(300_000))],
        ['b', u32(7)],
      ],
    });
    let bytesRead = 0;
    const inner = memorySource('m', long);
    const source = {
      ...inner,
      read: async (at: number, length: number) => {
        const bytes = await inner.read(at, length);
        bytesRead += bytes.length;
        return bytes;
      },
    };
    const { structure } = await readWith(ggufFormat, source);
    expect(structure.metadata[1]?.value).toEqual({ kind: 'number', value: 7 });
    expect(structure.metadata[0]?.value).toMatchObject({ length: 300_000 });
    expect(bytesRead).toBeLessThan(250_000);
  });

  test('text is cut between characters', async () => {
    const { structure, codes } = await read({
      metadata: [
        ['a', text('é'.repeat(40_000))],
        ['b', text('x')],
      ],
    });
    expect(codes).toEqual([]);
    expect(structure.metadata[0]?.value).toMatchObject({ text: 'é'.repeat(32_768) });
  });
});
