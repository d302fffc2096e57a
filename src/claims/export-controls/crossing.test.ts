import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../core/errors.ts';
import { day } from './date.ts';
import { type TrainingFlop, thresholdsOf } from './crossing.ts';

const IN_2026 = day('2026-02-01');
const crossings = (flop: TrainingFlop, weights?: 'published' | 'closed') =>
  Object.fromEntries(thresholdsOf(flop, IN_2026, weights).map(({ id, crossing }) => [id, crossing]));

describe('thresholds on training compute', () => {
  it('put DeepSeek-V3 over the indication and under the presumption, and 4E091 never held it', () => {
    expect(crossings(3.4e24, 'published')).toEqual({
      'eu-general-purpose': 'above',
      'eu-systemic-risk': 'below',
      'us-4e091': 'below',
    });
  });

  it('say of an interval that has the threshold within it that it decides nothing', () => {
    expect(crossings({ value: 2.1e25, low: 8.2e24, high: 4.4e25 })['eu-systemic-risk']).toBe('straddles');
    expect(crossings({ value: 2.1e25, low: 1.1e25, high: 4.4e25 })['eu-systemic-risk']).toBe('above');
  });

  it('give the margin of the borderline: 6 × 49e9 × 33e12 is 3% under', () => {
    const found = thresholdsOf(6 * 49e9 * 33e12, IN_2026).find(({ id }) => id === 'eu-systemic-risk');
    expect(found?.crossing).toBe('below');
    expect(found?.factor).toBeCloseTo(0.97, 3);
    expect(found?.margin).toBeCloseTo(-2.98e23, -21);
    expect(found?.says).toBe('3.0% under the threshold');
  });

  it('are crossed above 1e23 and 1e25, and from 1e26', () => {
    expect(crossings(1e23)['eu-general-purpose']).toBe('below');
    expect(crossings(1.0001e23)['eu-general-purpose']).toBe('above');
    expect(crossings(1e25)['eu-systemic-risk']).toBe('below');
    expect(crossings(1.0001e25)['eu-systemic-risk']).toBe('above');
    expect(crossings(1e26, 'closed')['us-4e091']).toBe('above');
    expect(crossings(0.9999e26, 'closed')['us-4e091']).toBe('below');
  });

  it('leave published weights out of 4E091, and do not guess', () => {
    expect(crossings(3e26, 'published')['us-4e091']).toBe('excluded');
    expect(crossings(3e26)['us-4e091']).toBe('undecided');
  });

  it('are there from the day that each was published, and say where it stands', () => {
    const states = (asOf: string) => thresholdsOf(1e24, day(asOf)).map(({ id, standing }) => `${id} ${standing.state}`);
    expect(states('2024-01-01')).toEqual([]);
    expect(states('2025-02-01')).toEqual(['eu-systemic-risk published', 'us-4e091 effective']);
    expect(states('2025-08-02')).toEqual([
      'eu-general-purpose in-force',
      'eu-systemic-risk in-force',
      'us-4e091 not-enforced',
    ]);
  });

  it('never decide against the whole of an interval', () => {
    const numbers = fc.tuple(...[1, 2, 3].map(() => fc.double({ min: 20, max: 28, noNaN: true })));
    fc.assert(
      fc.property(numbers, (exponents) => {
        const [low = 0, value = 0, high = 0] = exponents.toSorted((a, b) => a - b).map((one) => 10 ** one);
        for (const { crossing, edge } of thresholdsOf({ value, low, high }, IN_2026, 'closed')) {
          if (crossing === 'above') expect(low).toBeGreaterThanOrEqual(edge);
          if (crossing === 'below') expect(high).toBeLessThanOrEqual(edge);
          if (crossing === 'straddles') expect(low <= edge && edge <= high).toBe(true);
        }
      }),
    );
  });

  it('refuse what is no compute', () => {
    for (const flop of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, { value: 1, low: 2, high: 3 }])
      expect(() => thresholdsOf(flop, IN_2026)).toThrow(UsageError);
  });
});
