import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../core/random.ts';
import { fisherGreater } from './fisher.ts';
import { shareOf } from './simulation.fixture.ts';

const sample = (hits: number, n: number) => ({ hits, n });

describe('fisherGreater', () => {
  it('gives the published values', () => {
    // The lady who tasted tea, Fisher 1935: 4 of 4 cups by chance 1 in 70, 3 or more 17 in 70.
    expect(fisherGreater(sample(4, 4), sample(0, 4))).toBeCloseTo(1 / 70, 12);
    expect(fisherGreater(sample(3, 4), sample(1, 4))).toBeCloseTo(17 / 70, 12);
  });

  it('is the tail of the hypergeometric distribution, by hand', () => {
    // Of 10 with 3 hits a sample of 5 has all 3 in C(5,3) C(5,0) of C(10,3) ways.
    expect(fisherGreater(sample(3, 5), sample(0, 5))).toBeCloseTo(10 / 120, 12);
    // 12 of 12 against 0 of 120: one of C(132,12) ways.
    expect(fisherGreater(sample(12, 12), sample(0, 120)) * 34_898_565_177_533_200).toBeCloseTo(1, 6);
    expect(fisherGreater(sample(1, 1), sample(0, 999))).toBeCloseTo(1 / 1000, 12);
  });

  it('is 1 where the first could not have fewer, and falls with its hits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 150 }), fc.nat(), (n, m, seed) => {
        const other = sample(seed % (m + 1), m);
        const ps = Array.from({ length: n + 1 }, (_, hits) => fisherGreater(sample(hits, n), other));
        expect(ps[0]).toBeCloseTo(1, 9);
        for (let at = 1; at < ps.length; at++) expect(ps[at]).toBeLessThanOrEqual((ps[at - 1] ?? 0) + 1e-9);
      }),
    );
  });

  it('rejects no more often than its level where both are alike', () => {
    const error = shareOf(4000, Random.from('fisher'), (random) => {
      const draw = (n: number) => sample(Array.from({ length: n }).filter(() => random.uniform() < 0.3).length, n);
      return fisherGreater(draw(12), draw(120)) <= 0.05;
    });
    expect(error).toBeLessThan(0.055);
    expect(error).toBeGreaterThan(0.005);
  });

  it('refuses what is no sample', () => {
    expect(() => fisherGreater(sample(0, 0), sample(0, 1))).toThrow(expect.objectContaining({ fault: 'empty' }));
    expect(() => fisherGreater(sample(2, 1), sample(0, 1))).toThrow(expect.objectContaining({ fault: 'out-of-range' }));
    expect(() => fisherGreater(sample(1, 1), sample(0.5, 1))).toThrow(RangeError);
  });
});
