import { describe, expect, it } from 'vitest';
import { logUpperTail, quantile, reach, upperTail } from './normal.ts';
import { SampleError } from './sample-error.ts';

describe('normal', () => {
  it('agrees with scipy.stats.norm.logsf (1.17.1), far into the tails', () => {
    const cases = [
      [-5, -2.8665161296376294e-7],
      [-3, -0.0013508099647481925],
      [-1, -0.1727537790234499],
      [0, -Math.LN2],
      [0.5, -1.1759117615936188],
      [2.9, -6.284058234947419],
      [3.1, -6.940688458421228],
      [8, -35.01343715991456],
      [40, -804.6084420137539],
      [1000, -500007.8266948122],
    ] as const;
    for (const [z, expected] of cases) expect(logUpperTail(z) / expected).toBeCloseTo(1, 11);
    expect(logUpperTail(Infinity)).toBe(-Infinity);
    expect(logUpperTail(-Infinity)).toBeCloseTo(0, 15);
    expect(upperTail(1.959963984540054)).toBeCloseTo(0.025, 14);
  });

  it('agrees with scipy.stats.norm.ppf', () => {
    const cases = [
      [1e-300, -37.0470962993612],
      [1e-10, -6.361340902404056],
      [0.025, -1.9599639845400545],
      [0.3, -0.5244005127080409],
      [0.9, 1.2815515655446004],
    ] as const;
    for (const [p, expected] of cases) expect(quantile(p) / expected).toBeCloseTo(1, 12);
    expect(quantile(0.5)).toBeCloseTo(0, 14);
    expect(reach(0.95)).toBeCloseTo(1.959963984540054, 13);
  });

  it('refuses what is no probability', () => {
    for (const p of [0, 1, -0.1, Number.NaN]) expect(() => quantile(p)).toThrow(SampleError);
    expect(() => reach(1)).toThrow(SampleError);
  });
});
