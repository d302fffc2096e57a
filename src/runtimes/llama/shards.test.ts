import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shardsOf } from './shards.ts';

it('cuts a batch into runs that hold every sequence once, equal ones together, those that begin alike beside each other', () => {
  const sequence = fc.array(fc.nat(2), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(sequence, { maxLength: 300 }), fc.integer({ min: 1, max: 4 }), (batch, processes) => {
      const entries = shardsOf(batch, processes).flat();
      expect(entries.flat().toSorted((a, b) => a - b)).toEqual([...batch.keys()]);
      const written = entries.map((indexes) => new Set(indexes.map((index) => String(batch[index]))));
      expect(written.every((texts) => texts.size === 1)).toBe(true);
      const texts = written.flatMap((set) => [...set]);
      expect(texts).toEqual(texts.toSorted());
      expect(new Set(texts).size).toBe(texts.length);
    }),
  );
});

it('gives each process its share, and no process a share that is not worth it', () => {
  const batch = (size: number): number[][] => Array.from({ length: size }, (_, index) => [index]);
  expect(shardsOf(batch(100), 2).map((run) => run.length)).toEqual([50, 50]);
  expect(shardsOf(batch(10), 4).map((run) => run.length)).toEqual([8, 2]);
  expect(shardsOf(batch(1_000), 2).every((run) => run.length <= 128)).toBe(true);
});
