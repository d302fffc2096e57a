import { describe, expect, it } from 'vitest';
import { Random } from '../core/random.ts';
import { fisherGreater } from './fisher.ts';
import { permutedSumGreater } from './permuted-sum.ts';

const zeroOne = (hits: number, n: number): number[] => Array.from({ length: n }, (_, index) => Number(index < hits));

/** All ways to choose the first sample, one by one. */
function byHand(first: readonly number[], second: readonly number[]): number {
  const all = [...first, ...second];
  const sumOf = (scores: readonly number[]): number => scores.reduce((sum, score) => sum + score, 0);
  const sets = Array.from({ length: 2 ** all.length }, (_, set) => all.filter((__, at) => (set >> at) % 2 === 1));
  const drawn = sets.filter(({ length }) => length === first.length);
  return drawn.filter((set) => sumOf(set) >= sumOf(first)).length / drawn.length;
}

describe('the exact permutation test of sums', () => {
  it('is Fisher’s where scores are 0 and 1', () => {
    for (const [hits, n, others, m] of [
      [3, 5, 2, 30],
      [5, 5, 0, 36],
      [1, 4, 9, 12],
      [12, 12, 40, 200],
    ] as const)
      expect(permutedSumGreater(zeroOne(hits, n), zeroOne(others, m))).toBeCloseTo(
        fisherGreater({ hits, n }, { hits: others, n: m }),
        10,
      );
  });

  it('counts every way to draw the units', () => {
    const random = Random.from(4);
    const draw = (n: number): number[] => Array.from({ length: n }, () => random.integer(4));
    for (let round = 0; round < 20; round++) {
      const [first, second] = [draw(1 + random.integer(5)), draw(1 + random.integer(7))];
      expect(permutedSumGreater(first, second)).toBeCloseTo(byHand(first, second), 10);
    }
  });

  it('rejects no more often than it says where units are alike', () => {
    const random = Random.from(5);
    const unit = (): number => (random.uniform() < 0.2 ? 3 : 0);
    const ps = Array.from({ length: 2000 }, () =>
      permutedSumGreater(Array.from({ length: 6 }, unit), Array.from({ length: 40 }, unit)),
    );
    expect(ps.filter((p) => (p ?? 1) <= 0.05).length).toBeLessThanOrEqual(100 + 30);
  });

  it('draws at random where all ways are too many, and says nothing without that', () => {
    const random = Random.from(6);
    const [more, less] = [zeroOne(280, 400), zeroOne(253, 400)].map((scores) => scores.map((one) => 60 * one));
    if (more === undefined || less === undefined) throw new Error('two samples');
    const exact = fisherGreater({ hits: 280, n: 400 }, { hits: 253, n: 400 });
    expect(Math.abs(permutedSumGreater(more, less, random) - exact)).toBeLessThan(0.01);
    expect(permutedSumGreater(more, less)).toBeUndefined();
  });

  it('refuses what is no score', () => {
    expect(() => permutedSumGreater([], [1])).toThrow();
    expect(() => permutedSumGreater([0.5], [1])).toThrow();
  });
});
