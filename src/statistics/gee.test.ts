import { describe, expect, it } from 'vitest';
import { Random } from '../core/random.ts';
import { logisticGee, type Observation } from './gee.ts';
import { covers, shareOf } from './simulation.fixture.ts';

/** Outcomes, a condition and a covariate, five for each of eight clusters. */
const ROWS = [
  '0 1 -1.32, 1 1 0.42, 1 1 0.11, 1 0 -0.78, 0 0 1.63',
  '0 1 -0.96, 0 0 0.2, 0 1 -0.08, 1 0 -0.63, 1 1 -0.71',
  '0 1 -0.59, 1 0 0.83, 0 1 -0.26, 0 0 -0.17, 1 1 0.02',
  '1 1 -1.05, 1 1 -1.09, 0 1 0.22, 0 0 1.17, 0 0 -2.0',
  '0 1 0.03, 1 0 -1.99, 1 1 -0.26, 0 0 -1.18, 0 1 -1.1',
  '1 1 1.45, 0 0 2.43, 1 1 0.84, 0 0 -0.61, 0 1 1.35',
  '0 1 -0.02, 1 1 -0.36, 1 1 0.24, 0 0 -0.86, 0 0 -1.3',
  '1 1 0.97, 0 0 -0.97, 0 1 0.42, 0 0 -1.27, 0 1 -1.2',
];
const OBSERVATIONS: Observation[] = ROWS.flatMap((line, cluster) =>
  line.split(', ').map((row) => {
    const [outcome, ...covariates] = row.split(' ').map(Number);
    return { outcome: outcome === 1, covariates: [1, ...covariates], cluster: String(cluster) };
  }),
);

describe('logisticGee', () => {
  it('agrees with statsmodels 0.15.0', () => {
    const estimates = [-1.0673494731872213, 1.0798799492619944, 0.10254175872811991];
    const expected = {
      sandwich: [
        [0.47675266178584536, 0.6251070771059698, 0.2693050788148724],
        [0.07532888939212853, 0.14465459137549513, 0.7190190108247905],
      ],
      'bias-reduced': [
        [0.5744098903043211, 0.7392335077589159, 0.3223720030007822],
        [0.12225847232378227, 0.20390373238317863, 0.7632763939263106],
      ],
    };
    for (const errors of ['sandwich', 'bias-reduced'] as const) {
      for (const [j, coefficient] of logisticGee(OBSERVATIONS, { errors }).entries()) {
        const [error = [], p = []] = expected[errors];
        expect(coefficient.estimate).toBeCloseTo(estimates[j] ?? Number.NaN, 8);
        expect(coefficient.error).toBeCloseTo(error[j] ?? Number.NaN, 7);
        expect(coefficient.p).toBeCloseTo(p[j] ?? Number.NaN, 7);
        // Student's quantile on 8 - 3 degrees of freedom.
        expect(coefficient.high - coefficient.estimate).toBeCloseTo(2.5705818356363146 * coefficient.error, 7);
        expect(coefficient).toMatchObject({ n: 8, level: 0.95 });
      }
    }
  });

  it('errs about as often as it says over clusters, where independence errs far more', () => {
    const reject = (errors: 'sandwich' | 'bias-reduced', alone: boolean) => (random: Random) => {
      const rows = Array.from({ length: 20 }, (_, c): Observation[] => {
        const common = 1.5 * random.normal();
        return Array.from({ length: 6 }, (__, i) => ({
          outcome: random.uniform() < 1 / (1 + Math.exp(-common)),
          covariates: [1, c % 2],
          cluster: alone ? `${c} ${i}` : String(c),
        }));
      });
      const [, effect] = logisticGee(rows.flat(), { errors });
      return (effect?.p ?? 1) <= 0.05;
    };
    const error = shareOf(600, Random.from('gee'), reject('sandwich', false));
    expect(error).toBeGreaterThan(0.035);
    expect(error).toBeLessThan(0.075);
    const reduced = shareOf(600, Random.from('gee reduced'), reject('bias-reduced', false));
    expect(reduced).toBeGreaterThan(0.01);
    expect(reduced).toBeLessThan(0.05);
    expect(shareOf(200, Random.from('gee alone'), reject('sandwich', true))).toBeGreaterThan(0.12);
  });

  it('covers an effect within clusters about 95 %', () => {
    // Outcomes of independent clusters with log-odds -0.5 and, under the condition, 0.5.
    const coverage = shareOf(300, Random.from('gee within'), (random) => {
      const rows = Array.from({ length: 25 }, (_, c) =>
        Array.from({ length: 6 }, (__, i): Observation => {
          const treated = i % 2;
          return {
            outcome: random.uniform() < 1 / (1 + Math.exp(0.5 - treated)),
            covariates: [1, treated],
            cluster: String(c),
          };
        }),
      );
      const [, effect] = logisticGee(rows.flat());
      return effect !== undefined && covers(effect, 1);
    });
    expect(coverage).toBeGreaterThan(0.92);
    expect(coverage).toBeLessThan(0.985);
  });

  it('says what the observations do not determine', () => {
    const degenerate = expect.objectContaining({ fault: 'degenerate' });
    const observe = (outcomes: readonly number[], covariates: (i: number) => number[]): Observation[] =>
      outcomes.map((outcome, i) => ({ outcome: outcome === 1, covariates: covariates(i), cluster: String(i) }));
    expect(() => logisticGee(observe([0, 0, 0, 0], () => [1]))).toThrow(degenerate);
    expect(() => logisticGee(observe([0, 0, 1, 1], (i) => [1, i]))).toThrow(degenerate);
    expect(() => logisticGee(observe([0, 1, 0, 1], (i) => [1, i, 2 * i]))).toThrow(degenerate);
    expect(() => logisticGee(observe([0, 1], (i) => [1, i]))).toThrow(degenerate);
    expect(() => logisticGee(observe([0, 1, 0], (i) => (i === 0 ? [1] : [1, i])))).toThrow(
      expect.objectContaining({ fault: 'mismatched' }),
    );
    expect(() => logisticGee([])).toThrow(expect.objectContaining({ fault: 'empty' }));
    expect(() => logisticGee(observe([0, 1, 0], () => [Infinity]))).toThrow(RangeError);
  });
});
