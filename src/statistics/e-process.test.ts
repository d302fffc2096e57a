import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../core/random.ts';
import { anytimeTest, eProcess, type EProcess, observe } from './e-process.ts';
import { binomial, shareOf, sum } from './simulation.fixture.ts';

const after = (xs: readonly number[], bound: number): EProcess => xs.reduce(observe, eProcess(bound));

describe('eProcess', () => {
  it('is on average 1 at the bound and less below it, exactly', () => {
    // Coins: the capital depends on the number of heads alone, so the mean runs over the binomial.
    const n = 12;
    const mean = (p: number): number =>
      sum(
        binomial(n, p).map((mass, k) => {
          const xs = Array.from({ length: n }, (_, i) => (i < k ? 1 : 0));
          return mass * Math.exp(after(xs, 0.3).logE);
        }),
      );
    expect(mean(0.3)).toBeCloseTo(1, 12);
    expect(mean(0.2)).toBeLessThan(1);
    expect(mean(0.5)).toBeGreaterThan(2);
  });

  it('is the mixture of likelihood ratios for coins', () => {
    const bound = 0.3;
    const xs = [1, 0, 1, 1, 0, 1];
    const ratios = Array.from({ length: 32 }, (_, i) => {
      const q = bound + (1 - bound) * ((i + 0.5) / 32);
      return xs.reduce((ratio, x) => ratio * (x === 1 ? q / bound : (1 - q) / (1 - bound)), 1);
    });
    expect(Math.exp(after(xs, bound).logE)).toBeCloseTo(sum(ratios) / 32, 12);
  });

  it('ever passes 1 / alpha with probability at most alpha under the null hypothesis', () => {
    const everPasses = (next: (random: Random) => number, bound: number, seed: string): number =>
      shareOf(600, Random.from(seed), (random) => {
        let process = eProcess(bound);
        for (let i = 0; i < 120 && process.logPeak < Math.log(20); i++) process = observe(process, next(random));
        return anytimeTest(process).p <= 0.05;
      });
    const coins = everPasses((random) => (random.uniform() < 0.4 ? 1 : 0), 0.4, 'coins');
    expect(coins).toBeLessThan(0.05);
    expect(coins).toBeGreaterThan(0.005);
    expect(everPasses((random) => random.uniform(), 0.5, 'scores')).toBeLessThan(0.05);
    expect(everPasses((random) => (random.uniform() < 0.6 ? 1 : 0), 0.4, 'effect')).toBeGreaterThan(0.9);
  });

  it('keeps its peak, stays finite, and leaves the process before as it was', () => {
    const start = eProcess(0.5);
    const risen = observe(observe(start, 1), 1);
    const fallen = observe(risen, 0);
    expect(start).toMatchObject({ n: 0, logE: 0 });
    expect(fallen.logE).toBeLessThan(risen.logE);
    expect(anytimeTest(fallen)).toEqual({ p: Math.exp(-risen.logE), statistic: fallen.logE, n: 3 });
    expect(anytimeTest(start)).toEqual({ p: 1, statistic: 0, n: 0 });
    const heads = Array.from({ length: 5000 }, () => 1);
    expect(after(heads, 0.01).logE).toBeGreaterThan(5000);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (xs) => {
        const { logE, logPeak, n, sum: total } = after(xs, 0.25);
        expect(Number.isFinite(logE) && logPeak >= logE && n === xs.length && total <= n).toBe(true);
      }),
    );
  });

  it('refuses what lies outside its range', () => {
    for (const bound of [0, 1, Number.NaN]) {
      expect(() => eProcess(bound)).toThrow(expect.objectContaining({ fault: 'out-of-range' }));
    }
    for (const x of [-0.1, 1.1, Number.NaN]) {
      expect(() => observe(eProcess(0.5), x)).toThrow(expect.objectContaining({ fault: 'out-of-range' }));
    }
  });
});
