import fc from 'fast-check';
import { expect, test } from 'vitest';
import { walkExtents } from './extents.ts';
import { TensorTableBuilder } from './tensor-table.ts';

type Extent = readonly [begin: number, end: number];

function walk(extents: readonly Extent[], unsized: readonly number[] = []) {
  const table = new TensorTableBuilder();
  extents.forEach(([begin, end], i) => table.add({ name: `t${i}`, type: 'U8', dims: [], begin, end }));
  const gaps: Extent[] = [];
  const overlaps: [number, number, number, number][] = [];
  const { end, certain } = walkExtents(table.build(), 10, new Set(unsized), {
    gap: (from, to) => gaps.push([from, to]),
    overlap: (...found) => overlaps.push(found),
  });
  return { gaps, overlaps, end, certain };
}

test('one after another, in any order', () => {
  expect(
    walk([
      [20, 30],
      [10, 20],
      [30, 30],
    ]),
  ).toEqual({ gaps: [], overlaps: [], end: 30, certain: true });
});

test('gaps, overlaps and their owners', () => {
  expect(
    walk([
      [12, 20],
      [25, 40],
      [30, 35],
      [38, 50],
    ]),
  ).toEqual({
    gaps: [
      [10, 12],
      [20, 25],
    ],
    overlaps: [
      [2, 1, 30, 5],
      [3, 1, 38, 2],
    ],
    end: 50,
    certain: true,
  });
});

test('after a tensor of unknown size no gap is told', () => {
  expect(
    walk(
      [
        [10, 20],
        [20, 20],
        [40, 50],
        [60, 70],
      ],
      [1],
    ),
  ).toMatchObject({ gaps: [[50, 60]], certain: true });
  expect(
    walk(
      [
        [10, 20],
        [20, 20],
      ],
      [1],
    ).certain,
  ).toBe(false);
});

test('every byte is covered, in a gap or after the end', () => {
  const extent = fc.tuple(fc.integer({ min: 10, max: 60 }), fc.nat(15)).map(([at, size]): Extent => [at, at + size]);
  fc.assert(
    fc.property(fc.array(extent, { maxLength: 8 }), (extents) => {
      const { gaps, overlaps, end } = walk(extents);
      for (let at = 10; at < 80; at++) expect(inside(at, extents), `byte ${at}`).toBe(at < end && !inside(at, gaps));
      const sum = extents.reduce((total, [from, to]) => total + to - from, 0);
      const covered = end - 10 - gaps.reduce((total, [from, to]) => total + to - from, 0);
      expect(overlaps.length > 0).toBe(sum > covered);
    }),
    { numRuns: 1_000 },
  );
});

function inside(at: number, list: readonly Extent[]): boolean {
  return list.some(([from, to]) => at >= from && at < to);
}
