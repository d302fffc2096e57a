import { describe, expect, it } from 'vitest';
import { independentDifference } from './mover.ts';
import { wilson } from './wilson.ts';

describe('the difference of two independent estimates', () => {
  it('of proportions is that of Newcombe (1998, p. 873, table II, method 10)', () => {
    // 56/70 − 48/80, 9/10 − 3/10, 10/10 − 0/10.
    for (const [a, m, b, n, low, high] of [
      [56, 70, 48, 80, 0.0524, 0.3339],
      [9, 10, 3, 10, 0.1705, 0.809],
      [10, 10, 0, 10, 0.6075, 1],
    ] as const) {
      const difference = independentDifference(wilson(a, m), wilson(b, n));
      expect(difference.estimate).toBeCloseTo(a / m - b / n, 12);
      expect(difference.low).toBeCloseTo(low, 4);
      expect(difference.high).toBeCloseTo(high, 4);
    }
  });

  it('turns with its order', () => {
    const [one, two] = [wilson(3, 20), wilson(11, 30)];
    const [there, back] = [independentDifference(one, two), independentDifference(two, one)];
    expect([back.low, back.high]).toEqual([-there.high, -there.low]);
  });
});
