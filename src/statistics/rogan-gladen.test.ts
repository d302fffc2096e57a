import { describe, expect, it } from 'vitest';
import { Random } from '../core/random.ts';
import { roganGladen } from './rogan-gladen.ts';
import { covers, heads, shareOf } from './simulation.fixture.ts';

describe('roganGladen', () => {
  const good = { truePositives: 45, falseNegatives: 5, falsePositives: 8, trueNegatives: 92 };

  it('corrects the proportion', () => {
    // (0.3 + 0.92 - 1) / (0.9 + 0.92 - 1), Rogan and Gladen (1978), equation 1.
    const { estimate, level } = roganGladen([{ called: 60, n: 200, judge: good }], Random.from(1), { replicates: 39 });
    expect(estimate).toBeCloseTo(0.22 / 0.82, 12);
    expect(level).toBe(0.95);
    const perfect = { truePositives: 9, falseNegatives: 0, falsePositives: 0, trueNegatives: 9 };
    expect(roganGladen([{ called: 3, n: 12, judge: perfect }], Random.from(1)).estimate).toBe(0.25);
    const leaky = { ...good, falsePositives: 60, trueNegatives: 40 };
    expect(roganGladen([{ called: 60, n: 200, judge: leaky }], Random.from(1)).estimate).toBe(0);
  });

  it('corrects each stratum by how the judge errs in it, and weighs them by size', () => {
    const perfect = { truePositives: 90, falseNegatives: 0, falsePositives: 0, trueNegatives: 90 };
    const strata = [
      { called: 60, n: 200, judge: good },
      { called: 50, n: 100, judge: perfect },
    ];
    const { estimate, low, high } = roganGladen(strata, Random.from(1));
    expect(estimate).toBeCloseTo((2 / 3) * (0.22 / 0.82) + (1 / 3) * 0.5, 12);
    const alone = roganGladen(strata.slice(0, 1), Random.from(1));
    expect(high - low).toBeLessThan(alone.high - alone.low);
    expect(() => roganGladen([], Random.from(1))).toThrow(expect.objectContaining({ fault: 'empty' }));
  });

  it('covers the truth of strata near a bound, where each by itself would lie past it as often as not', () => {
    const covered = shareOf(200, Random.from('strata'), (random) => {
      const strata = [60, 75, 66, 70, 62].map((positives) => {
        const truePositives = heads(positives, 0.85, random);
        const trueNegatives = heads(76, 0.94, random);
        const judge = {
          truePositives,
          falseNegatives: positives - truePositives,
          falsePositives: 76 - trueNegatives,
          trueNegatives,
        };
        return { called: heads(150, 0.06, random), n: 150, judge };
      });
      return covers(roganGladen(strata, random, { replicates: 250 }), 0);
    });
    expect(covered).toBeGreaterThan(0.88);
  });

  it('agrees with four million draws of the posteriors in numpy 2.4.6', () => {
    const interval = roganGladen([{ called: 60, n: 200, judge: good }], Random.from(2), { replicates: 100_000 });
    expect(interval.low).toBeCloseTo(0.1698, 2);
    expect(interval.high).toBeCloseTo(0.3666, 2);
    const rare = { truePositives: 18, falseNegatives: 2, falsePositives: 1, trueNegatives: 39 };
    const low = roganGladen([{ called: 10, n: 200, judge: rare }], Random.from(2), { replicates: 100_000 });
    expect(low.low).toBe(0);
    expect(low.high).toBeCloseTo(0.0799, 2);
  });

  it('covers about 95 %, and far less if the judge is taken for known', () => {
    const [truth, sensitivity, specificity] = [0.3, 0.85, 0.9];
    const apparent = truth * sensitivity + (1 - truth) * (1 - specificity);
    const coverage = (scale: number): number =>
      shareOf(400, Random.from('rogan-gladen'), (random) => {
        const truePositives = heads(40, sensitivity, random);
        const trueNegatives = heads(60, specificity, random);
        const judge = {
          truePositives: truePositives * scale,
          falseNegatives: (40 - truePositives) * scale,
          falsePositives: (60 - trueNegatives) * scale,
          trueNegatives: trueNegatives * scale,
        };
        const called = heads(300, apparent, random);
        return covers(roganGladen([{ called, n: 300, judge }], random, { replicates: 250 }), truth);
      });
    const carried = coverage(1);
    expect(carried).toBeGreaterThan(0.92);
    expect(carried).toBeLessThan(0.98);
    expect(coverage(1000)).toBeLessThan(0.85);
  });

  it('says that a judge no better than chance tells nothing', () => {
    const coin = { truePositives: 5, falseNegatives: 5, falsePositives: 5, trueNegatives: 5 };
    expect(() => roganGladen([{ called: 3, n: 10, judge: coin }], Random.from(3))).toThrow(
      expect.objectContaining({ fault: 'degenerate' }),
    );
    const barely = { truePositives: 6, falseNegatives: 4, falsePositives: 4, trueNegatives: 6 };
    for (const called of [0, 5, 10]) {
      expect(roganGladen([{ called, n: 10, judge: barely }], Random.from(3))).toMatchObject({ low: 0, high: 1 });
    }
  });

  it('refuses what is no count, and a judge that was not measured', () => {
    const unmeasured = { truePositives: 0, falseNegatives: 0, falsePositives: 1, trueNegatives: 5 };
    expect(() => roganGladen([{ called: 3, n: 10, judge: unmeasured }], Random.from(4))).toThrow(
      expect.objectContaining({ fault: 'empty' }),
    );
    expect(() => roganGladen([{ called: 0, n: 0, judge: good }], Random.from(4))).toThrow(
      expect.objectContaining({ fault: 'empty' }),
    );
    expect(() => roganGladen([{ called: 11, n: 10, judge: good }], Random.from(4))).toThrow(RangeError);
    expect(() => roganGladen([{ called: 1, n: 10, judge: good }], Random.from(4), { replicates: 38 })).toThrow(
      RangeError,
    );
  });
});
