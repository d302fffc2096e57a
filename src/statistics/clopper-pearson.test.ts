import { describe, expect, it } from 'vitest';
import { clopperPearson } from './clopper-pearson.ts';
import { SampleError } from './sample-error.ts';
import { binomial, covers, sum } from './simulation.fixture.ts';

describe('clopperPearson', () => {
  it('gives the textbook values', () => {
    // Newcombe, Statistics in Medicine 17 (1998), p. 857, table I, method 5.
    const cases = [
      [81, 263, 0.2527, 0.3676],
      [15, 148, 0.0578, 0.1617],
      [0, 20, 0, 0.1684],
      [1, 29, 0.0009, 0.1776],
    ] as const;
    for (const [successes, n, low, high] of cases) {
      expect(clopperPearson(successes, n).low).toBeCloseTo(low, 4);
      expect(clopperPearson(successes, n).high).toBeCloseTo(high, 4);
    }
  });

  it('agrees with statsmodels 0.15.0', () => {
    const cases = [
      [1, 29, 0.99, 0.0001728313327215184, 0.22960030657503938],
      [81, 81, 0.95, 0.9554797375436782, 1],
      [0, 20, 0.99, 0, 0.23272950098907447],
      [4321, 987654, 0.95, 0.004245801186831883, 0.0045071464595300825],
    ] as const;
    for (const [successes, n, level, low, high] of cases) {
      const interval = clopperPearson(successes, n, level);
      expect(interval.low).toBeCloseTo(low, 9);
      expect(interval.high).toBeCloseTo(high, 9);
      expect(interval).toMatchObject({ estimate: successes / n, level });
    }
  });

  it('never covers less than it says', () => {
    for (const n of [1, 7, 30]) {
      const intervals = Array.from({ length: n + 1 }, (_, k) => clopperPearson(k, n, 0.9));
      for (let p = 0.005; p < 1; p += 0.005) {
        const coverage = sum(
          binomial(n, p).map((mass, k) => (covers(intervals[k] ?? { low: 1, high: 0 }, p) ? mass : 0)),
        );
        expect(coverage).toBeGreaterThan(0.9 - 1e-9);
      }
    }
  });

  it('refuses what is no proportion', () => {
    expect(() => clopperPearson(0, 0)).toThrow(expect.objectContaining({ fault: 'empty' }));
    expect(() => clopperPearson(3, 2)).toThrow(SampleError);
    expect(() => clopperPearson(1, 2, 0)).toThrow(SampleError);
  });
});
