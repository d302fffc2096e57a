import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomial, covers, sum } from './simulation.fixture.ts';
import { wilson } from './wilson.ts';

describe('wilson', () => {
  it('gives the textbook values', () => {
    // Newcombe, Statistics in Medicine 17 (1998), p. 857, table I, method 3.
    const cases = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const;
    for (const [successes, n, low, high] of cases) {
      const interval = wilson(successes, n);
      expect(interval.low).toBeCloseTo(low, 4);
      expect(interval.high).toBeCloseTo(high, 4);
    }
  });

  it('agrees with statsmodels 0.15.0 at other levels', () => {
    const interval = wilson(15, 148, 0.99);
    expect(interval.low).toBeCloseTo(0.05364486961396486, 12);
    expect(interval.high).toBeCloseTo(0.1832673501131525, 12);
    expect(interval).toMatchObject({ estimate: 15 / 148, level: 0.99 });
  });

  it('covers 95 % on the average over proportions', () => {
    const n = 30;
    const grid = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
    const coverage = grid.map((p) => sum(binomial(n, p).map((mass, k) => (covers(wilson(k, n), p) ? mass : 0))));
    expect(sum(coverage) / grid.length).toBeCloseTo(0.95, 2);
    expect(Math.min(...coverage)).toBeGreaterThan(0.85);
  });

  it('holds the proportion and is symmetric', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n))),
        ([k, n]) => {
          const { low, high } = wilson(k, n);
          const mirror = wilson(n - k, n);
          expect(low).toBeLessThanOrEqual(k / n + 1e-12);
          expect(high).toBeGreaterThanOrEqual(k / n - 1e-12);
          expect(low).toBeCloseTo(1 - mirror.high, 10);
        },
      ),
    );
  });

  it('refuses what is no proportion', () => {
    expect(() => wilson(0, 0)).toThrow(expect.objectContaining({ fault: 'empty' }));
    for (const successes of [3, -1, 0.5, Number.NaN]) {
      expect(() => wilson(successes, 2)).toThrow(expect.objectContaining({ fault: 'out-of-range' }));
    }
    expect(() => wilson(1, 2, 1)).toThrow(RangeError);
  });
});
