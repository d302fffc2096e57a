import { describe, expect, it } from 'vitest';
import { calibratedEffect, detectableEffect } from './calibration.ts';

/** Tasks whose shares average to each of these. */
const shares = (mean: number): number[] => [mean - 0.1, mean, mean + 0.1];
const neutrals = [0.18, 0.2, 0.22, 0.2].map(shares);

describe('an effect held against neutral contexts', () => {
  it('is a prediction for one further context', () => {
    const { effect, test } = calibratedEffect(shares(0.3), neutrals);
    // Means .18, .20, .22, .20: s = .016330; error = s sqrt(1.25) = .018257; t = .1 / .018257 with 3 degrees of freedom.
    expect(effect.estimate).toBeCloseTo(0.1, 12);
    expect(test.statistic).toBeCloseTo(5.4772, 4);
    // scipy.stats.t.sf(5.477226, 3) = 0.00598346
    expect(test.p).toBeCloseTo(0.00598346, 7);
    // scipy.stats.t.ppf(.975, 3) = 3.182446
    expect(effect.high - effect.estimate).toBeCloseTo(3.182446 * 0.0182574, 5);
    expect(test.n).toBe(4);
  });

  it('is none for what lies among them, however many tasks there are', () => {
    const many = (mean: number): number[] => Array.from({ length: 3000 }, () => mean);
    const { test } = calibratedEffect(many(0.215), [0.18, 0.2, 0.22, 0.2].map(many));
    expect(test.p).toBeGreaterThan(0.2);
  });

  it('says what it could have seen', () => {
    // (t(.95, 3) + z(.8)) error = (2.353363 + .841621) .018257
    expect(detectableEffect(neutrals)).toBeCloseTo(0.058332, 5);
  });

  it('refuses what shows no spread', () => {
    expect(() => calibratedEffect(shares(0.3), neutrals.slice(0, 2))).toThrow('no spread');
    expect(() => calibratedEffect(shares(0.3), [0.2, 0.2, 0.2].map(shares))).toThrow('agree');
    expect(() => calibratedEffect([0.3], neutrals)).toThrow('other tasks');
    expect(() => detectableEffect([])).toThrow('no spread');
  });
});
