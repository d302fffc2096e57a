import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from './benjamini-hochberg.ts';
import { Random } from '../core/random.ts';
import { upperTail } from './normal.ts';

describe('benjaminiHochberg', () => {
  // Benjamini and Hochberg, JRSS B 57 (1995), section 3.2: four of these are rejected at 0.05.
  const ps = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719];
  ps.push(0.6528, 0.759, 1);

  it('rejects what the paper rejects', () => {
    expect(benjaminiHochberg(ps).filter((p) => p <= 0.05)).toHaveLength(4);
    expect(benjaminiHochberg(ps.toReversed())).toEqual(benjaminiHochberg(ps).toReversed());
  });

  it('agrees with statsmodels 0.15.0', () => {
    const expected = [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.0638571429, 0.0638571429, 0.0645, 0.0765, 0.486];
    expected.push(0.5811818182, 0.714875, 0.7532307692, 0.8132142857, 1);
    for (const [i, p] of benjaminiHochberg(ps).entries()) expect(p).toBeCloseTo(expected[i] ?? Number.NaN, 9);
  });

  it('keeps the share of false rejections at q times the share of true nulls', () => {
    const random = Random.from('benjamini-hochberg');
    const runs = 3000;
    let total = 0;
    for (let run = 0; run < runs; run++) {
      const values = Array.from({ length: 20 }, (_, i) => upperTail((i < 10 ? 2.5 : 0) + random.normal()));
      const rejected = benjaminiHochberg(values).flatMap((p, i) => (p <= 0.1 ? [i] : []));
      total += rejected.filter((i) => i >= 10).length / Math.max(1, rejected.length);
    }
    expect(total / runs).toBeCloseTo(0.05, 2);
  });

  it('refuses what is no probability', () => {
    expect(benjaminiHochberg([])).toEqual([]);
    expect(() => benjaminiHochberg([-0.1])).toThrow(expect.objectContaining({ fault: 'out-of-range' }));
  });
});
