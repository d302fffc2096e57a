import { describe, expect, test } from 'vitest';
import { memorySource } from '../sources/byte-source.ts';
import { WindowCursor } from './window-cursor.ts';

const BYTES = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251);

function cursorOver(bytes: Uint8Array) {
  const reads: [number, number][] = [];
  const inner = memorySource('m', bytes);
  const cursor = new WindowCursor(
    {
      ...inner,
      read: (at, length) => {
        reads.push([at, length]);
        return inner.read(at, length);
      },
    },
    undefined,
  );
  return { cursor, reads };
}

test('reads front to back through growing windows', async () => {
  const { cursor, reads } = cursorOver(BYTES);
  for (let at = 0; at < BYTES.length; at++) {
    await cursor.need(1);
    if (cursor.u8() !== at % 251) throw new Error(`wrong byte at ${at}`);
  }
  expect(cursor.left).toBe(0);
  expect(reads).toEqual([
    [0, 65_536],
    [65_536, 131_072],
    [196_608, 262_144],
  ]);
});

test('what is skipped beyond the window is not read', async () => {
  const { cursor, reads } = cursorOver(BYTES);
  await cursor.need(4);
  cursor.skip(250_000);
  await cursor.need(1);
  expect(cursor.u8()).toBe(250_000 % 251);
  expect(reads.map(([at]) => at)).toEqual([0, 250_000]);
});

test('numbers in both byte orders', async () => {
  const { cursor } = cursorOver(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 0xff, 0xfe, 0xff, 0xfe));
  await cursor.need(20);
  expect(cursor.u64()).toBe(Number(0x0807060504030201n));
  cursor.littleEndian = false;
  expect(cursor.bigU64()).toBe(0x0102030405060708n);
  expect(cursor.i16()).toBe(-2);
  cursor.littleEndian = true;
  expect(cursor.i16()).toBe(-257);
});

describe('the end of the file', () => {
  test('is told with its offset', async () => {
    const { cursor } = cursorOver(BYTES.subarray(0, 10));
    await cursor.need(6);
    cursor.skip(6);
    await expect(cursor.need(5)).rejects.toMatchObject({ fault: 'truncated', offset: 6 });
    expect(() => cursor.skip(2 ** 60)).toThrow('needed');
  });

  test('before the size that was claimed', async () => {
    const cursor = new WindowCursor({ ...memorySource('m', BYTES.subarray(0, 3)), size: 100 }, undefined);
    await expect(cursor.need(5)).rejects.toMatchObject({ fault: 'truncated' });
  });
});
