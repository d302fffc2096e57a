import { describe, expect, it } from 'vitest';
import { Random } from '../core/random.ts';
import { holm } from './holm.ts';
import { upperTail } from './normal.ts';
import { shareOf } from './simulation.fixture.ts';

describe('holm', () => {
  it('agrees with statsmodels 0.15.0 on the p-values of Benjamini and Hochberg', () => {
    const ps = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719];
    ps.push(0.6528, 0.759, 1);
    const expected = [0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278, 0.3213, 1, 1, 1, 1, 1, 1];
    for (const [i, p] of holm(ps).entries()) expect(p).toBeCloseTo(expected[i] ?? Number.NaN, 10);
  });

  it('gives the results in the order of the input, ties alike', () => {
    expect(holm([0.03, 0.01, 0.04, 0.01])).toEqual([0.06, 0.04, 0.06, 0.04]);
    expect(holm([])).toEqual([]);
    expect(() => holm([1.1])).toThrow(expect.objectContaining({ fault: 'out-of-range' }));
    expect(() => holm([Number.NaN])).toThrow(RangeError);
  });

  it('keeps any false rejection at its level, also where tests depend on one another', () => {
    const error = shareOf(4000, Random.from('holm'), (random) => {
      const common = random.normal();
      const nulls = Array.from({ length: 8 }, () => upperTail(Math.SQRT1_2 * (common + random.normal())));
      const effects = Array.from({ length: 4 }, () => upperTail(3 + random.normal()));
      return holm([...effects, ...nulls]).some((p, i) => i >= 4 && p <= 0.05);
    });
    expect(error).toBeLessThan(0.05);
    expect(error).toBeGreaterThan(0.02);
  });
});
