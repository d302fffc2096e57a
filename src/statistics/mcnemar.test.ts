import { describe, expect, it } from 'vitest';
import { mcnemar } from './mcnemar.ts';
import { binomial, sum } from './simulation.fixture.ts';

const table = (first: number, second: number) => ({ both: 3, first, second, neither: 4 });

describe('mcnemar', () => {
  it('gives the published values', () => {
    // Bentur's airway data, in Fagerland, Lydersen, Laake, BMC Medical Research Methodology 13:91 (2013): 0.070, 0.039.
    const airway = { both: 1, first: 1, second: 7, neither: 12 };
    expect(mcnemar(airway)).toEqual({ p: expect.closeTo(0.0703125, 9), statistic: 1, n: 8 });
    expect(mcnemar(airway, { midP: true }).p).toBeCloseTo(0.0390625, 9);
  });

  it('agrees with scipy 1.17.1', () => {
    // The first row is Agresti's approval of the prime minister (Categorical Data Analysis, section 10.1).
    const cases = [
      [150, 86, 3.7159361395713866e-5, 2.893389517615428e-5, 1.8579680697856933e-5, 0.9999896457855217],
      [12, 2, 0.012939453125, 0.00738525390625, 0.0064697265625, 0.99908447265625],
      [30, 30, 1, 1, 0.5512890865042847, 0.5512890865042847],
      [3000, 3300, 0.00016475607669748363, 0.0001568225082028005, 0.999925555530146, 8.237803834874181e-5],
    ] as const;
    for (const [first, second, exact, midP, greater, less] of cases) {
      expect(mcnemar(table(first, second)).p / exact).toBeCloseTo(1, 7);
      expect(mcnemar(table(first, second), { midP: true }).p / midP).toBeCloseTo(1, 7);
      expect(mcnemar(table(first, second), { alternative: 'greater' }).p).toBeCloseTo(greater, 9);
      expect(mcnemar(table(first, second), { alternative: 'less' }).p).toBeCloseTo(less, 9);
    }
  });

  it('errs at most as often as it says, and by the mid-p hardly more', () => {
    const error = (n: number, options: Parameters<typeof mcnemar>[1]): number =>
      sum(binomial(n, 0.5).map((mass, k) => (mcnemar(table(k, n - k), options).p <= 0.05 ? mass : 0)));
    for (let n = 1; n <= 60; n++) {
      for (const alternative of ['two-sided', 'greater', 'less'] as const) {
        expect(error(n, { alternative })).toBeLessThanOrEqual(0.05);
      }
      // Given the discordant pairs the mid-p may go beyond: 16 of them are the worst.
      expect(error(n, { midP: true })).toBeLessThan(0.0769);
    }
    // Over the number of discordant pairs, as it varies between samples of 60.
    const overall = sum(binomial(60, 0.3).map((mass, n) => (n === 0 ? 0 : mass * error(n, { midP: true }))));
    expect(overall).toBeLessThanOrEqual(0.05);
    expect(overall).toBeGreaterThan(0.035);
  });

  it('knows nothing without discordant pairs, and does not underflow', () => {
    expect(mcnemar(table(0, 0))).toEqual({ p: 1, statistic: 0, n: 0 });
    expect(mcnemar(table(900, 0)).p / 2 ** -899).toBeCloseTo(1, 10);
    expect(() => mcnemar({ both: 0, first: 0, second: 0, neither: 0 })).toThrow(
      expect.objectContaining({ fault: 'empty' }),
    );
  });
});
