import { describe, expect, it } from 'vitest';
import { Random } from '../core/random.ts';
import { cohenKappa } from './kappa.ts';
import { covers, shareOf } from './simulation.fixture.ts';

describe('cohenKappa', () => {
  it('gives the textbook value', () => {
    // Fleiss, Levin, Paik, Statistical Methods for Rates and Proportions (2003), table 18.1: 0.68, error 0.087.
    const interval = cohenKappa([
      [75, 1, 4],
      [5, 4, 1],
      [0, 0, 10],
    ]);
    expect(interval.estimate).toBeCloseTo(0.68, 2);
    expect((interval.high - interval.low) / 2 / 1.96).toBeCloseTo(0.087, 2);
    // statsmodels 0.15.0 to the last digits.
    expect(interval.low).toBeCloseTo(0.5045759580860855, 10);
    expect(interval.high).toBeCloseTo(0.8483652183845026, 10);
  });

  it('agrees with statsmodels 0.15.0', () => {
    const interval = cohenKappa([
      [20, 5],
      [10, 15],
    ]);
    expect(interval.estimate).toBeCloseTo(0.4, 12);
    expect(interval.low).toBeCloseTo(0.151092290476661, 10);
    expect(interval.high).toBeCloseTo(0.6489077095233389, 10);
  });

  it('covers about 95 %', () => {
    // Shares of 0.45, 0.1, 0.15 and 0.3: 0.75 agreed and 0.51 by chance.
    const truth = (0.75 - (0.55 * 0.6 + 0.45 * 0.4)) / (1 - (0.55 * 0.6 + 0.45 * 0.4));
    const coverage = shareOf(3000, Random.from('kappa'), (random) => {
      const counts = [0, 0, 0, 0];
      for (let i = 0; i < 120; i++) {
        const u = random.uniform();
        const cell = u < 0.45 ? 0 : u < 0.55 ? 1 : u < 0.7 ? 2 : 3;
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
      return covers(cohenKappa([counts.slice(0, 2), counts.slice(2)]), truth);
    });
    expect(coverage).toBeGreaterThan(0.935);
    expect(coverage).toBeLessThan(0.965);
  });

  it('has a width where all agree', () => {
    const few = cohenKappa([
      [5, 0],
      [0, 5],
    ]);
    expect(few).toMatchObject({ estimate: 1, high: 1 });
    // The exact low limit of 10 of 10 is 0.025^(1/10) = 0.6915; by chance one half agrees.
    expect(few.low).toBeCloseTo((0.025 ** 0.1 - 0.5) / 0.5, 12);
    const opposed = cohenKappa([
      [0, 5],
      [5, 0],
    ]);
    expect(opposed.estimate).toBe(-1);
    expect(opposed.high).toBeGreaterThan(-1);
  });

  it('refuses what is no table of two raters', () => {
    expect(() => cohenKappa([[3, 1]])).toThrow(expect.objectContaining({ fault: 'mismatched' }));
    expect(() => cohenKappa([])).toThrow(expect.objectContaining({ fault: 'empty' }));
    const one = [
      [7, 0],
      [0, 0],
    ];
    expect(() => cohenKappa(one)).toThrow(expect.objectContaining({ fault: 'degenerate' }));
    const constant = [
      [4, 3],
      [0, 0],
    ];
    expect(() => cohenKappa(constant)).toThrow(expect.objectContaining({ fault: 'degenerate' }));
    expect(() => cohenKappa([[0.5]])).toThrow(expect.objectContaining({ fault: 'out-of-range' }));
  });
});
