import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../core/random.ts';
import { newcombeIndependent, newcombePaired } from '../../../statistics/newcombe.ts';
import { wilson } from '../../../statistics/wilson.ts';
import { independentDifference, meanShare, pairedDifference } from './difference.ts';

const bits = fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 60 });
const close = (a: { low: number; high: number }, b: { low: number; high: number }): void => {
  expect(a.low).toBeCloseTo(b.low, 10);
  expect(a.high).toBeCloseTo(b.high, 10);
};
const ones = (shares: readonly number[]): number => shares.reduce((a, b) => a + b, 0);

describe('differences of shares', () => {
  it('are those of counts where each prompt has one sample', () => {
    fc.assert(
      fc.property(bits, bits, (a, b) => {
        close(meanShare(a), wilson(ones(a), a.length, 0.99));
        close(meanShare(a).loose, wilson(ones(a), a.length, 0.95));
        const [first, second] = [
          { hits: ones(a), n: a.length },
          { hits: ones(b), n: b.length },
        ];
        close(independentDifference(a, b), newcombeIndependent(first, second, 0.99));
        const pairs = a.slice(0, b.length).map((one, index) => [one, b[index] ?? 0] as const);
        const count = (x: number, y: number): number => pairs.filter(([p, q]) => p === x && q === y).length;
        const table = { both: count(1, 1), first: count(1, 0), second: count(0, 1), neither: count(0, 0) };
        close(pairedDifference(pairs), newcombePaired(table, 0.99));
      }),
    );
  });

  it('are over all answers where prompts have unlike many', () => {
    const [once, twice] = [meanShare([1, 0, 0], [2, 1, 1]), meanShare([1, 0], [1, 1])];
    expect(once.estimate).toBe(twice.estimate);
    // A prompt that holds most answers leaves less than three: they say as much as fewer would.
    expect(meanShare([0, 0, 0], [8, 1, 1]).high).toBeGreaterThan(meanShare([0, 0, 0]).high);
    fc.assert(
      fc.property(bits, fc.integer({ min: 1, max: 9 }), (a, weight) => {
        close(
          meanShare(a),
          meanShare(
            a,
            a.map(() => weight),
          ),
        );
      }),
    );
  });

  it.each([0, 0.3, 1])('of unlike many answers cover the truth as often as they say: alike by %d', (alike) => {
    const random = Random.from(`weights ${alike}`);
    let [covered, strictly] = [0, 0];
    const RUNS = 1_000;
    for (let run = 0; run < RUNS; run++) {
      // Some prompts leave a filter one answer and some five; of `alike` all have one fate.
      const prompts = Array.from({ length: 20 }, () => {
        const of = 1 + random.integer(5);
        const fate = random.uniform() < 0.4;
        const hits = Array.from({ length: of }, () =>
          random.uniform() < alike ? Number(fate) : Number(random.uniform() < 0.4),
        );
        return [ones(hits) / of, of] as const;
      });
      const seen = meanShare(
        prompts.map(([share]) => share),
        prompts.map(([, of]) => of),
      );
      if (seen.loose.low <= 0.4 && 0.4 <= seen.loose.high) covered++;
      if (seen.low <= 0.4 && 0.4 <= seen.high) strictly++;
    }
    expect(covered / RUNS).toBeGreaterThan(0.93);
    expect(strictly / RUNS).toBeGreaterThan(0.975);
  });

  it('turn round with their sides', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
          minLength: 1,
        }),
        (pairs) => {
          const [there, back] = [pairedDifference(pairs), pairedDifference(pairs.map(([a, b]) => [b, a] as const))];
          close(there, { low: -back.high, high: -back.low });
          expect(there.low).toBeLessThanOrEqual(there.estimate);
        },
      ),
    );
  });

  it.each<[number, number, number, number, [number, number]]>([
    [0.4, 0.9, 0.02, 0.05, [0.95, 0.985]],
    // Intervals that know of the few prompts that differ from what they saw alone.
    [0.1, 0.9, 0.01, 0.02, [0.915, 0.965]],
    [0, 0, 0.03, 0.03, [0.95, 0.985]],
    [1, 0.5, 0, 0.5, [0.95, 0.985]],
  ])(
    'of repeats cover the truth as often as they say: %d of prompts at %d, others %d, against %d',
    (of, high, low, other, [loosely, strict]) => {
      const random = Random.from(`coverage ${of}`);
      let [covered, strictly] = [0, 0];
      const RUNS = 1_000;
      for (let run = 0; run < RUNS; run++) {
        const pairs = Array.from({ length: 24 }, () => {
          const rate = random.uniform() < of ? high : low;
          const share = (p: number): number => ones(Array.from({ length: 5 }, () => Number(random.uniform() < p))) / 5;
          return [share(rate), share(other)] as const;
        });
        const truth = of * high + (1 - of) * low - other;
        const difference = pairedDifference(pairs);
        const { loose } = difference;
        if (loose.low <= truth && truth <= loose.high) covered++;
        if (difference.low <= truth && truth <= difference.high) strictly++;
      }
      expect(covered / RUNS).toBeGreaterThan(loosely);
      expect(strictly / RUNS).toBeGreaterThan(strict);
    },
  );
});
