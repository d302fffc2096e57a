import { describe, expect, it } from 'vitest';
import { Random } from '../../core/random.ts';
import { passAtK } from './coverage.ts';
import { fitScaling, type ScalingPoint } from './fit.ts';
import { holdoutTest } from './holdout.ts';

const fault = expect.objectContaining({ name: 'SampleError', fault: 'out-of-range' });
const points = (score: (log: number) => number, noise = 0, n = 12): ScalingPoint[] => {
  const random = Random.from('scaling');
  return Array.from({ length: n }, (_, at) => {
    const log = 2.5 + at / 4;
    return { tokens: 10 ** log, score: score(log) + noise * random.normal() };
  });
};

describe('a law over the logarithm of tokens', () => {
  it('is found again', () => {
    const line = fitScaling(
      points((x) => 0.1 + 0.15 * x),
      1,
    );
    expect(line.coefficients).toEqual([expect.closeTo(0.1, 9), expect.closeTo(0.15, 9)]);
    expect(line.deviation).toBeCloseTo(0, 9);
    const parabola = fitScaling(
      points((x) => -1 + 0.6 * x - 0.05 * x * x),
      2,
    );
    expect(parabola.coefficients.map((c) => c.toFixed(6))).toEqual(['-1.000000', '0.600000', '-0.050000']);
    expect(parabola.predict(1e6)).toBeCloseTo(-1 + 3.6 - 1.8, 9);
    expect(() =>
      fitScaling(
        points((x) => x, 0, 2),
        2,
      ),
    ).toThrow(fault);
    expect(() => fitScaling([{ tokens: 0, score: 1 }], 1)).toThrow(fault);
  });
});

describe('the holdout test of "predictably better"', () => {
  it('confirms a noisy line', () => {
    const found = holdoutTest(points((x) => 0.1 + 0.12 * x, 0.01));
    expect(found.verdict).toBe('predictable');
    expect(found.fitted + found.heldOut.length).toBe(12);
    expect(found.slope).toBeCloseTo(0.12, 1);
  });

  it('tells a curve that flattens: better, but not as the line says', () => {
    const found = holdoutTest(points((x) => 0.9 - 0.9 * Math.exp(-(x - 2.3) * 1.6), 0.005));
    expect(found.verdict).toBe('better, not as predicted');
    const last = found.heldOut.at(-1);
    expect((last?.predicted ?? 0) - (last?.score ?? 1)).toBeGreaterThan(0.5);
    expect(found.error.line).toBeGreaterThan(0.4);
  });

  it('tells one that falls with more thinking, and one that does nothing', () => {
    expect(holdoutTest(points((x) => 0.9 - 0.1 * x, 0.01)).verdict).toBe('not predictable');
    expect(holdoutTest(points((x) => 0.5 - 0.1 * (x - 3.9) ** 2, 0.002)).verdict).not.toBe('predictable');
    // Pure noise lies inside its own wide interval, and is still no prediction: 5 % of the time its slope passes for one.
    const flat = Array.from({ length: 200 }, (_, run) => {
      const random = Random.from(`flat ${run}`);
      return holdoutTest(points(() => 0.5).map(({ tokens }) => ({ tokens, score: 0.5 + 0.05 * random.normal() })))
        .verdict;
    });
    expect(flat.filter((verdict) => verdict === 'predictable').length).toBeLessThanOrEqual(20);
  });

  it('needs eight amounts of tokens', () => {
    expect(() => holdoutTest(points((x) => x, 0, 7))).toThrow(fault);
  });
});

describe('coverage', () => {
  it('is estimated without bias from n attempts', () => {
    // 1 - C(7, 2) / C(10, 2).
    expect(passAtK(10, 3, 2)).toBeCloseTo(1 - 21 / 45, 12);
    expect(passAtK(10, 0, 5)).toBe(0);
    expect(passAtK(10, 6, 5)).toBe(1);
    expect(passAtK(10, 3, 1)).toBeCloseTo(0.3, 12);
    for (const [n, c, k] of [
      [10, 11, 1],
      [10, 1, 11],
      [10, 1, 0],
      [1.5, 1, 1],
    ] as const)
      expect(() => passAtK(n, c, k)).toThrow(fault);
  });
});
