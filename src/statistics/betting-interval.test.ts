import { describe, expect, it } from 'vitest';
import { Random } from '../core/random.ts';
import { bettingInterval } from './betting-interval.ts';
import { SampleError } from './sample-error.ts';

describe('an interval of a bounded mean by bets', () => {
  it('says nothing of one observation, and ever more of more of them', () => {
    expect(bettingInterval([1])).toMatchObject({ estimate: 1, low: expect.closeTo(0, 1) as number, high: 1 });
    const lows = [5, 10, 20, 40].map((n) => bettingInterval(Array.from({ length: n }, () => 1)).low);
    expect(lows).toEqual(lows.toSorted((a, b) => a - b));
    expect(lows[3]).toBeGreaterThan(0.85);
  });

  it('is its own mirror image', () => {
    const some = [0.2, 0.9, 0.4, 1, 0.5, 0.7];
    const [one, other] = [bettingInterval(some), bettingInterval(some.map((x) => 1 - x))];
    expect(other.low).toBeCloseTo(1 - one.high, 5);
    expect(other.high).toBeCloseTo(1 - one.low, 5);
  });

  it.each([0.1, 0.5, 0.9])('holds a mean of %s in nineteen of twenty samples of coins', (mean) => {
    const random = Random.from(7);
    const missed = Array.from({ length: 300 }, () => {
      const { low, high } = bettingInterval(Array.from({ length: 12 }, () => Number(random.uniform() < mean)));
      return low > mean || high < mean;
    }).filter(Boolean).length;
    expect(missed).toBeLessThanOrEqual(15);
  });

  it('refuses what it cannot count', () => {
    expect(() => bettingInterval([])).toThrow(SampleError);
    expect(() => bettingInterval([2])).toThrow(SampleError);
  });
});
