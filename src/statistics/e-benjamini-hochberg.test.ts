import { describe, expect, it } from 'vitest';
import { Random } from '../core/random.ts';
import { eBenjaminiHochberg } from './e-benjamini-hochberg.ts';

describe('eBenjaminiHochberg', () => {
  it('rejects the most e-values that their number allows', () => {
    // Four at rate 0.1 have the thresholds 40, 20, 13.3 and 10, from the highest on.
    const logs = (...es: number[]): number[] => es.map(Math.log);
    expect(eBenjaminiHochberg(logs(1, 25, 0, 25), 0.1)).toEqual([false, true, false, true]);
    expect(eBenjaminiHochberg(logs(25, 19, 0, 1), 0.1)).toEqual([false, false, false, false]);
    expect(eBenjaminiHochberg(logs(10, 10, 10, 10), 0.1)).toEqual([true, true, true, true]);
    expect(eBenjaminiHochberg([1e6, -Infinity, Infinity], 0.1)).toEqual([true, false, true]);
    expect(eBenjaminiHochberg([], 0.1)).toEqual([]);
    expect(() => eBenjaminiHochberg([Number.NaN], 0.1)).toThrow(expect.objectContaining({ fault: 'out-of-range' }));
    expect(() => eBenjaminiHochberg([0], 0)).toThrow(RangeError);
  });

  it('keeps the share of false rejections, also where e-values depend on one another', () => {
    const random = Random.from('e-benjamini-hochberg');
    const runs = 4000;
    let [falseShare, found] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const common = random.normal();
      // The likelihood ratio of mean 3 against mean 0 of a normal: its mean is 1 under the null hypothesis.
      const logs = Array.from({ length: 20 }, (_, i) => {
        const z = i < 10 ? 3 + random.normal() : common;
        return 3 * z - 4.5;
      });
      const rejected = eBenjaminiHochberg(logs, 0.1).flatMap((is, i) => (is ? [i] : []));
      falseShare += rejected.filter((i) => i >= 10).length / Math.max(1, rejected.length);
      found += rejected.filter((i) => i < 10).length;
    }
    expect(falseShare / runs).toBeLessThan(0.05);
    expect(falseShare).toBeGreaterThan(0);
    expect(found / runs).toBeGreaterThan(6);
  });
});
