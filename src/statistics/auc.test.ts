import { describe, expect, it } from 'vitest';
import { Random } from '../core/random.ts';
import { auc, delong, type Scores } from './auc.ts';
import { bootstrap } from './bootstrap.ts';
import { upperTail } from './normal.ts';
import { covers, shareOf } from './simulation.fixture.ts';

const positives = [3, 5, 5, 8, 9, 4.5, 7];
const negatives = [1, 2, 5, 4, 3, 6, 0, 2.5];

describe('delong', () => {
  it('agrees with the components written out in numpy 2.4.6, ties and all, and the area with scikit-learn 1.9.1', () => {
    const interval = delong({ positives, negatives });
    expect(interval.estimate).toBeCloseTo(0.8482142857142857, 12);
    expect(interval.low).toBeCloseTo(0.5465129353567689, 10);
    expect(interval.high).toBeCloseTo(0.9628429168720596, 10);
  });

  it('turns with its classes, and with the order of scores', () => {
    const forth = delong({ positives, negatives });
    const back = delong({ positives: negatives, negatives: positives });
    expect(back.estimate).toBeCloseTo(1 - forth.estimate, 12);
    expect(back.low).toBeCloseTo(1 - forth.high, 12);
    expect(auc({ positives: [1, 1], negatives: [1, 1, 1] })).toBe(0.5);
  });

  it('covers about 95 %', () => {
    const truth = upperTail(-1.2 / Math.SQRT2);
    const coverage = shareOf(2000, Random.from('delong'), (random) =>
      covers(
        delong({
          positives: Array.from({ length: 25 }, () => 1.2 + random.normal()),
          negatives: Array.from({ length: 40 }, () => random.normal()),
        }),
        truth,
      ),
    );
    expect(coverage).toBeGreaterThan(0.935);
    expect(coverage).toBeLessThan(0.97);
  });

  it('has a width where all are ordered, or one class has one score', () => {
    expect(delong({ positives: [3, 4, 5], negatives: [1, 2] })).toEqual({
      estimate: 1,
      low: expect.closeTo(0.025 ** (1 / 2), 12),
      high: 1,
      level: 0.95,
    });
    expect(delong({ positives: [0], negatives: [1, 2] })).toMatchObject({ estimate: 0, low: 0, high: 1 - 0.025 });
    const one = delong({ positives: [1.5], negatives: [1, 2, 1, 2, 1, 2, 1, 2] });
    expect(one.high - one.low).toBeGreaterThan(0.7);
  });

  it('refuses an empty class, scores that are no numbers, and nothing but ties', () => {
    expect(() => delong({ positives: [1, 1], negatives: [1, 1] })).toThrow(
      expect.objectContaining({ fault: 'degenerate' }),
    );
    expect(() => delong({ positives: [], negatives })).toThrow(expect.objectContaining({ fault: 'empty' }));
    expect(() => delong({ positives, negatives: [] })).toThrow(expect.objectContaining({ fault: 'empty' }));
    expect(() => delong({ positives, negatives: [Number.NaN] })).toThrow(
      expect.objectContaining({ fault: 'out-of-range' }),
    );
  });
});

interface Scored {
  readonly score: number;
  readonly positive: boolean;
  readonly family: string;
}

const area = (rows: readonly Scored[]): number => auc(byClass(rows));
const byClass = (rows: readonly Scored[]): Scores => ({
  positives: rows.filter((row) => row.positive).map((row) => row.score),
  negatives: rows.filter((row) => !row.positive).map((row) => row.score),
});

/** Families of four that share half of their scores' variance; half of them are positive. */
function families(count: number, random: Random): Scored[] {
  return Array.from({ length: count }, (_, f) => {
    const [common, positive] = [random.normal(), f % 2 === 0];
    return Array.from({ length: 4 }, () => {
      const score = (positive ? 1.2 : 0) + Math.SQRT1_2 * (common + random.normal());
      return { score, positive, family: String(f) };
    });
  }).flat();
}

describe('auc under the bootstrap', () => {
  it('agrees with DeLong where scores are independent', () => {
    const rows = families(120, Random.from('independent')).filter((_, i) => i % 4 === 0);
    const interval = bootstrap(rows, area, Random.from('auc'), {
      stratum: (row) => String(row.positive),
      method: 'percentile',
      replicates: 1000,
    });
    const expected = delong(byClass(rows));
    expect(interval.estimate).toBe(expected.estimate);
    expect(interval.low).toBeCloseTo(expected.low, 1);
    expect(interval.high).toBeCloseTo(expected.high, 1);
  });

  it('covers by clusters where DeLong does not', () => {
    const truth = upperTail(-1.2 / Math.SQRT2);
    const coverage = (interval: (rows: Scored[], random: Random) => { low: number; high: number }): number =>
      shareOf(150, Random.from('clustered auc'), (random) => covers(interval(families(40, random), random), truth));
    const clustered = coverage((rows, random) =>
      bootstrap(rows, area, random, {
        cluster: (row) => row.family,
        stratum: (row) => String(row.positive),
        method: 'percentile',
        replicates: 150,
      }),
    );
    expect(clustered).toBeGreaterThan(0.9);
    expect(coverage((rows) => delong(byClass(rows)))).toBeLessThan(0.88);
  });
});
