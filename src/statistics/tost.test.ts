import { describe, expect, it } from 'vitest';
import { Random } from '../core/random.ts';
import { shareOf } from './simulation.fixture.ts';
import { equivalentMeans, equivalentPairedProportions } from './tost.ts';

describe('equivalentMeans', () => {
  const differences = [0.3, -0.2, 0.1, 0.4, 0, -0.1, 0.25, 0.05];

  it('agrees with statsmodels 0.15.0, ttost_mean', () => {
    const test = equivalentMeans(differences, 0.4);
    expect(test.p).toBeCloseTo(0.0021927150378749307, 10);
    expect(test.statistic).toBeCloseTo(4.133369782963033, 10);
    expect(test.n).toBe(8);
    expect(
      equivalentMeans(
        differences.map((d) => -d),
        0.4,
      ).p,
    ).toBeCloseTo(test.p, 12);
  });

  it('gives more than a half where the mean lies outside', () => {
    expect(equivalentMeans(differences, 0.05).p).toBeGreaterThan(0.5);
  });

  it('errs as often as it says at the margin', () => {
    const error = shareOf(4000, Random.from('tost'), (random) => {
      const values = Array.from({ length: 12 }, () => 1 + 0.5 * random.normal());
      return equivalentMeans(values, 1).p <= 0.05;
    });
    expect(error).toBeCloseTo(0.05, 2);
  });

  it('refuses what gives no error', () => {
    expect(() => equivalentMeans([], 1)).toThrow(expect.objectContaining({ fault: 'empty' }));
    expect(() => equivalentMeans([1], 1)).toThrow(expect.objectContaining({ fault: 'empty' }));
    expect(() => equivalentMeans([0.1, 0.1, 0.1], 1)).toThrow(expect.objectContaining({ fault: 'degenerate' }));
    expect(() => equivalentMeans([1, 2], 0)).toThrow(expect.objectContaining({ fault: 'out-of-range' }));
  });
});

describe('equivalentPairedProportions', () => {
  const table = (first: number, second: number, n: number) => ({ both: n - first - second, first, second, neither: 0 });

  it('agrees with the likelihood maximised numerically under each bound (scipy 1.17.1)', () => {
    const cases = [
      [5, 3, 100, 0.1, 2.260581090663178, 0.011892604888945474],
      [12, 2, 50, 0.3, 1.3773122326539673, 0.08420786741759606],
      [4, 9, 60, 0.2, 1.826388128687952, 0.033895909382615955],
    ] as const;
    for (const [first, second, n, margin, statistic, p] of cases) {
      const test = equivalentPairedProportions(table(first, second, n), margin);
      expect(test.statistic).toBeCloseTo(statistic, 6);
      expect(test.p).toBeCloseTo(p, 7);
      expect(test.n).toBe(n);
    }
  });

  it('errs about as often as it says at the margin', () => {
    const error = shareOf(4000, Random.from('paired tost'), (random) => {
      let [first, second] = [0, 0];
      for (let i = 0; i < 100; i++) {
        const u = random.uniform();
        if (u < 0.22) first++;
        else if (u < 0.29) second++;
      }
      return equivalentPairedProportions(table(first, second, 100), 0.15).p <= 0.05;
    });
    expect(error).toBeGreaterThan(0.035);
    expect(error).toBeLessThan(0.06);
  });

  it('grows with the pairs where none is discordant', () => {
    expect(equivalentPairedProportions(table(0, 0, 10), 0.1).p).toBeGreaterThan(0.05);
    expect(equivalentPairedProportions(table(0, 0, 100), 0.1).p).toBeLessThan(0.001);
    expect(equivalentPairedProportions(table(10, 0, 10), 0.1).p).toBeGreaterThan(0.99);
    expect(() => equivalentPairedProportions(table(0, 0, 0), 0.1)).toThrow(expect.objectContaining({ fault: 'empty' }));
    expect(() => equivalentPairedProportions(table(1, 0, 9), 1)).toThrow(RangeError);
  });
});
