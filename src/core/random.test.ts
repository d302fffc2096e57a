import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';

const draws = <T>(n: number, draw: () => T): T[] => Array.from({ length: n }, draw);

describe('Random', () => {
  it('is xoshiro128**', () => {
    // What the reference in C (prng.di.unimi.it/xoshiro128starstar.c) gives from the state 1, 2, 3, 4.
    const random = Random.at([1, 2, 3, 4]);
    expect(draws(10, () => random.bits())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
    expect(() => Random.at([0, 0, 0, 0])).toThrow(RangeError);
  });

  it('depends on seed and labels alone', () => {
    const drawn = Random.from(7);
    draws(5, () => drawn.bits());
    expect(drawn.split('a').uniform()).toBe(Random.from('7').split('a').uniform());
    const streams = [Random.from(7), Random.from(8), Random.from(7).split('a'), Random.from(7).split('b')];
    streams.push(Random.from('7/"a"'), Random.from(7).split('a').split('b'), Random.from(7).split('a/b'));
    expect(new Set(streams.map((stream) => stream.uniform())).size).toBe(streams.length);
  });

  it('keeps streams of different labels uncorrelated', () => {
    const [a, b] = [Random.from(1).split('a'), Random.from(1).split('b')];
    const n = 20_000;
    const product = draws(n, () => a.normal() * b.normal()).reduce((sum, value) => sum + value, 0);
    expect(Math.abs(product / Math.sqrt(n))).toBeLessThan(4);
  });

  it('is uniform over the integers', () => {
    const random = Random.from('integers');
    const counts = new Map<number, number>();
    for (const value of draws(60_000, () => random.integer(6))) counts.set(value, (counts.get(value) ?? 0) + 1);
    expect([...counts.keys()].toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
    // Pearson's statistic on 5 degrees of freedom: 0.9999 quantile.
    const statistic = [...counts.values()].reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(statistic).toBeLessThan(25.74);
    // A remainder would favour the lower third of this range twice over.
    const wide = draws(3000, () => random.integer(3 * 2 ** 30));
    const lower = wide.filter((value) => value < 2 ** 30).length;
    expect(Math.abs(lower - 1000)).toBeLessThan(110);
    for (const below of [0, -1, 1.5, 2 ** 32 + 1, Number.NaN]) expect(() => random.integer(below)).toThrow(RangeError);
  });

  it('has the moments of the uniform and of the normal', () => {
    const random = Random.from('moments');
    const n = 40_000;
    const uniform = draws(n, () => random.uniform());
    expect(uniform.every((value) => value >= 0 && value < 1)).toBe(true);
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / n;
    expect(mean(uniform)).toBeCloseTo(0.5, 2);
    const normal = draws(n, () => random.normal());
    expect(Math.abs(mean(normal))).toBeLessThan(0.02);
    expect(Math.abs(mean(normal.map((z) => z * z)) - 1)).toBeLessThan(0.03);
    expect(Math.abs(mean(normal.map((z) => z ** 4)) - 3)).toBeLessThan(0.2);
  });

  it('shuffles a copy into every order alike', () => {
    const random = Random.from('shuffle');
    const items = ['a', 'b', 'c'];
    const counts = new Map<string, number>();
    for (const order of draws(12_000, () => random.shuffle(items).join(''))) {
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(items).toEqual(['a', 'b', 'c']);
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(165);
  });
});
