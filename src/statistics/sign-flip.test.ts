import { describe, expect, it } from 'vitest';
import { Random } from '../core/random.ts';
import { signFlip } from './sign-flip.ts';
import { shareOf } from './simulation.fixture.ts';

describe('signFlip', () => {
  const random = Random.from('sign-flip');

  it("gives Fisher's values for Darwin's maize", () => {
    // The Design of Experiments (1935), section 21: 863 of 32768 arrangements on one side, 1726 on both.
    const eighths = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
    const inches = eighths.map((eighth) => eighth / 8);
    expect(signFlip(inches, random)).toEqual({ p: 1726 / 32768, statistic: expect.closeTo(2.6167, 4), n: 15 });
    expect(signFlip(inches, random, { alternative: 'greater' }).p).toBe(863 / 32768);
    const back = inches.map((inch) => -inch);
    expect(signFlip(back, random, { alternative: 'less' }).p).toBe(863 / 32768);
  });

  it('counts ties that differ by rounding', () => {
    const differences = [0.1, 0.2, 0.3, -0.3, -0.2, -0.1];
    expect(signFlip(differences, random).p).toBe(1);
    expect(signFlip([0.1, 0.2, 0.3], random, { alternative: 'greater' }).p).toBe(1 / 8);
  });

  it('samples what is too much to enumerate, and never gives 0', () => {
    const strong = Array.from({ length: 60 }, () => 1);
    expect(signFlip(strong, random, { replicates: 999 }).p).toBe(1 / 1000);
    // 24 coins, 17 of them heads: the binomial gives 0.0639 on both sides, 0.0320 on one.
    const coins = Array.from({ length: 24 }, (_, i) => (i < 17 ? 1 : -1));
    expect(signFlip(coins, random, { replicates: 20_000 }).p).toBeCloseTo(0.0639, 2);
    expect(signFlip(coins, random, { replicates: 20_000, alternative: 'greater' }).p).toBeCloseTo(0.032, 2);
    expect(signFlip(coins, random, { replicates: 20_000, alternative: 'less' }).p).toBeCloseTo(0.9887, 2);
  });

  it('errs at most as often as it says', () => {
    const exact = shareOf(3000, Random.from('exact flips'), (draw) => {
      const differences = Array.from({ length: 9 }, () => draw.normal() ** 3);
      return signFlip(differences, draw).p <= 0.05;
    });
    expect(exact).toBeLessThan(0.058);
    expect(exact).toBeGreaterThan(0.03);
    const sampled = shareOf(2000, Random.from('sampled flips'), (draw) => {
      const differences = Array.from({ length: 25 }, () => draw.normal());
      return signFlip(differences, draw, { replicates: 99, alternative: 'greater' }).p <= 0.05;
    });
    expect(sampled).toBeLessThan(0.06);
    expect(sampled).toBeGreaterThan(0.04);
  });

  it('knows nothing where nothing differs', () => {
    expect(signFlip([0, 0, 0], random)).toEqual({ p: 1, statistic: 0, n: 3 });
    expect(() => signFlip([], random)).toThrow(expect.objectContaining({ fault: 'empty' }));
    expect(() => signFlip([Number.NaN], random)).toThrow(expect.objectContaining({ fault: 'out-of-range' }));
    expect(() => signFlip([1], random, { replicates: 0 })).toThrow(expect.objectContaining({ fault: 'out-of-range' }));
  });
});
