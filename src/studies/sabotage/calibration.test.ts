import { describe, expect, it } from 'vitest';
import { calibratedEffect, detectableEffect, samplingFloor, spreadOf } from './calibration.ts';

const neutrals = [0.18, 0.2, 0.22, 0.2];

describe('an effect held against neutral contexts', () => {
  it('is a prediction for one further context', () => {
    const { effect, test, error } = calibratedEffect(0.3, neutrals);
    // Means .18, .20, .22, .20: s = .016330; error = s sqrt(1.25) = .018257; t = .1 / .018257 with 3 degrees of freedom.
    expect(effect.estimate).toBeCloseTo(0.1, 12);
    expect(error).toBeCloseTo(0.018257, 6);
    expect(test.statistic).toBeCloseTo(5.4772, 4);
    // scipy.stats.t.sf(5.477226, 3) = 0.00598346
    expect(test.p).toBeCloseTo(0.00598346, 7);
    // scipy.stats.t.ppf(.975, 3) = 3.182446
    expect(effect.high - effect.estimate).toBeCloseTo(3.182446 * 0.0182574, 5);
    expect(test.n).toBe(4);
  });

  it('is none for what lies among them', () => {
    expect(calibratedEffect(0.215, neutrals).test.p).toBeGreaterThan(0.2);
  });

  it('says what it could have seen', () => {
    // (t(.95, 3) + z(.8)) s sqrt(1.25) = (2.353363 + .841621) .018257
    expect(detectableEffect(spreadOf(neutrals).spread, 4, 0.05)).toBeCloseTo(0.058332, 5);
  });

  it('is given the spread of chance where neutral contexts agree', () => {
    // None of 600, with half an answer more of either kind: sqrt(.5 / 601 (1 - .5 / 601) / 30)
    const floor = samplingFloor(0, 600, 30);
    expect(floor).toBeCloseTo(0.0052638, 6);
    const { test } = calibratedEffect(0.0167, [0, 0, 0, 0], { floor });
    expect(test.p).toBeGreaterThan(0.01);
    expect(calibratedEffect(0.5, [0, 0, 0, 0], { floor }).test.p).toBeLessThan(1e-4);
  });

  it('refuses what shows no spread', () => {
    expect(() => calibratedEffect(0.3, neutrals.slice(0, 2))).toThrow('no spread');
    expect(() => calibratedEffect(0.3, [0.2, 0.2, 0.2])).toThrow('agree');
    expect(() => spreadOf([])).toThrow('no spread');
  });
});
