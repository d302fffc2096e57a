import { describe, expect, it } from 'vitest';
import { readWith } from '../read.fixture.ts';
import { bytesOf, op } from './assemble.fixture.ts';
import { pickleFormat } from './format.ts';

async function named(...items: readonly ArrayLike<number>[]): Promise<string[]> {
  const { structure } = await readWith(
    pickleFormat,
    bytesOf(op.proto(4), ...items.map((item) => Uint8Array.from(item)), op.stop),
  );
  return structure.dunders.map(({ text }) => text);
}

describe('names of Python itself', () => {
  it('are words where a number stands under them in a plain dict', async () => {
    expect(await named(op.emptyDict, op.str('__builtins__'), op.int(3), op.setitem)).toEqual([]);
    expect(await named(op.emptyDict, op.str('__builtins__'), op.global('os', 'x'), op.setitem)).toEqual([
      '__builtins__',
    ]);
    expect(await named(op.emptyDict, op.str('__reduce__'), op.none, op.setitem)).toEqual(['__reduce__']);
  });

  it('are no words where they stand anywhere else, too', async () => {
    const word = [op.emptyDict, op.str('__class__'), op.int(1), op.setitem, op.pop];
    expect(await named(...word, op.str('__class__'))).toEqual(['__class__']);
    expect(await named(op.str('__class__'))).toEqual(['__class__']);
  });

  it('are read in the wide forms that NumPy and codecs decode', async () => {
    const wide = (encoding: 'utf16le' | 'utf32', mark: readonly number[] = []) =>
      op.bytes(
        Uint8Array.from([
          ...mark,
          ...(encoding === 'utf16le'
            ? Buffer.from('__setstate__', 'utf16le')
            : [...'__setstate__'].flatMap((letter) => [letter.charCodeAt(0), 0, 0, 0])),
        ]),
      );
    expect(await named(wide('utf32'))).toEqual(['__setstate__']);
    expect(await named(wide('utf16le', [0xff, 0xfe]))).toEqual(['__setstate__']);
    expect(await named(op.bytes(Uint8Array.of(0, 0, 0x5f, 1, 2)))).toEqual([]);
  });
});
