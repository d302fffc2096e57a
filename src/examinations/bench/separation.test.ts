import { describe, expect, it } from 'vitest';
import { calledAt, separation, thresholdAt } from './separation.ts';

const rated = (family: string, ...scores: readonly number[]) => scores.map((score) => ({ family, score }));

describe('how scores separate', () => {
  it('takes the score above which so many negatives lie', () => {
    const twenty = [0.5, ...Array.from({ length: 19 }, () => 0)];
    expect(thresholdAt(twenty, 0.05)).toBe(0);
    expect(thresholdAt(twenty.slice(0, 19), 0.05)).toBe(0.5);
    expect(thresholdAt([], 0.05)).toBe(Number.POSITIVE_INFINITY);
  });

  it('takes the threshold of the other families', () => {
    const negatives = [...rated('a', 0, 0.4), ...rated('b', 0, 0.1)];
    const positives = [...rated('a', 0.2), ...rated('b', 0.3)];
    // The family b is held against 0.4, a against 0.1.
    expect(calledAt(positives, negatives, 0.05)).toEqual(rated('a', 0.2));
    expect(calledAt(rated('a', 0.3, 0.5), rated('a', 0, 0.4), 0.05)).toEqual(rated('a', 0.5));
  });

  it('has an area with limits over families and over models', () => {
    const positives = [...rated('a', 0.9, 0.8, 0), ...rated('b', 0.9, 0.9, 0.9), ...rated('c', 0.7, 0, 0)];
    const negatives = [...rated('a', 0, 0), ...rated('b', 0, 0.1), ...rated('c', 0, 0)];
    const { area, families, models } = separation(positives, negatives);
    // Of 54 pairs 36 lie one above the other, and 3 zeros are tied with 5 zeros each.
    expect(area).toBeCloseTo((36 + 7.5) / 54);
    expect(families?.low).toBeLessThan(area);
    expect(families?.high).toBeGreaterThan(area);
    expect(models?.low).toBeLessThan(area);
  });

  it('knows no limits over families where they agree, and no area without both classes', () => {
    const perfect = separation(rated('a', 0.9, 0.8), rated('a', 0, 0));
    expect(perfect).toMatchObject({ area: 1, families: undefined });
    expect(perfect.models?.low).toBeLessThan(0.5);
    const none = separation(rated('a', 0.9), []);
    expect(none.area).toBeNaN();
    expect(none.models).toBeUndefined();
  });
});
