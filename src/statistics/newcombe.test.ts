import { describe, expect, it } from 'vitest';
import { Random } from '../core/random.ts';
import { newcombeIndependent, newcombePaired } from './newcombe.ts';
import { covers, shareOf } from './simulation.fixture.ts';

describe('newcombePaired', () => {
  it('gives the published values', () => {
    // Bentur's airway data, in Fagerland, Lydersen, Laake, Statistics in Medicine 33 (2014), p. 2850: -0.507 to -0.026.
    const airway = newcombePaired({ both: 1, first: 1, second: 7, neither: 12 });
    expect(airway.estimate).toBeCloseTo(-6 / 21, 12);
    expect(airway.low).toBeCloseTo(-0.507, 3);
    expect(airway.high).toBeCloseTo(-0.026, 3);
    // Altman, Machin, Bryant, Gardner, Statistics with Confidence (2000), table 6.2.
    const altman = newcombePaired({ both: 14, first: 5, second: 0, neither: 22 });
    expect(altman.estimate).toBeCloseTo(0.122, 3);
    expect(altman.low).toBeCloseTo(0.011, 3);
    expect(altman.high).toBeCloseTo(0.226, 3);
  });

  it('corrects no negative correlation', () => {
    // Method 10 written out apart in Python.
    const interval = newcombePaired({ both: 2, first: 10, second: 6, neither: 3 });
    expect(interval.low).toBeCloseTo(-0.17113333720137125, 12);
    expect(interval.high).toBeCloseTo(0.5009430528888756, 12);
  });

  it('covers about 95 %', () => {
    for (const [both, first, second] of [
      [0.4, 0.2, 0.1],
      [0.85, 0.1, 0.02],
      [0.05, 0.3, 0.05],
    ] as const) {
      const coverage = shareOf(2000, Random.from(`newcombe ${both}`), (random) => {
        const table = { both: 0, first: 0, second: 0, neither: 0 };
        for (let i = 0; i < 60; i++) {
          const u = random.uniform();
          table[u < both ? 'both' : u < both + first ? 'first' : u < both + first + second ? 'second' : 'neither']++;
        }
        return covers(newcombePaired(table), first - second);
      });
      expect(coverage).toBeGreaterThan(0.935);
      expect(coverage).toBeLessThan(0.98);
    }
  });

  it('has a width where nothing differs, and turns with its sides', () => {
    const same = newcombePaired({ both: 20, first: 0, second: 0, neither: 0 });
    expect(same.low).toBeLessThan(0);
    expect(same.high).toBeCloseTo(-same.low, 12);
    const forth = newcombePaired({ both: 9, first: 5, second: 2, neither: 4 });
    const back = newcombePaired({ both: 9, first: 2, second: 5, neither: 4 });
    expect(forth.low).toBeCloseTo(-back.high, 12);
    expect(newcombePaired({ both: 0, first: 9, second: 0, neither: 0 }).high).toBe(1);
  });

  it('refuses what is no table', () => {
    const none = { both: 0, first: 0, second: 0, neither: 0 };
    expect(() => newcombePaired(none)).toThrow(expect.objectContaining({ fault: 'empty' }));
    expect(() => newcombePaired({ ...none, first: -1 })).toThrow(expect.objectContaining({ fault: 'out-of-range' }));
  });
});

describe('newcombeIndependent', () => {
  it.each([
    // Newcombe 1998, p. 873, table II, method 10.
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('gives the published values of %d/%d - %d/%d', (a, m, b, n, low, high) => {
    const interval = newcombeIndependent({ hits: a, n: m }, { hits: b, n });
    expect(interval.estimate).toBeCloseTo(a / m - b / n, 12);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('refuses what is no sample', () => {
    expect(() => newcombeIndependent({ hits: 0, n: 0 }, { hits: 0, n: 1 })).toThrow(RangeError);
  });
});
