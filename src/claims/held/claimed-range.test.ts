import { describe, expect, it } from 'vitest';
import { aimOf, claimedRange, within } from './claimed-range.ts';
import { numberText, percentText, rangeText } from './number-text.ts';

const of = (value: number) => {
  const { low = Number.NaN, high = Number.NaN } = claimedRange({ value, unit: '1' });
  return [low, high];
};

describe('a claimed number', () => {
  it.each([
    [5.6, 5.55, 5.65],
    [294, 293.5, 294.5],
    [0.04, 0.035, 0.045],
    [9.7e24, 9.65e24, 9.75e24],
    [2e-7, 1.5e-7, 2.5e-7],
    [-3, -3.5, -2.5],
  ])('%d reaches from %d to %d', (value, low, high) => {
    const [least = 0, most = 0] = of(value);
    expect(least / low).toBeCloseTo(1, 12);
    expect(most / high).toBeCloseTo(1, 12);
  });

  it('may say its rounding, or one end', () => {
    expect(claimedRange({ value: 294, rounding: 1, unit: 'kUSD' })).toEqual({ low: 293, high: 295, unit: 'kUSD' });
    expect(within(1e30, claimedRange({ low: 5, unit: '1' }))).toBe(true);
    expect(within(0.1 + 0.2, { low: 0, high: 0.3, unit: '1' })).toBe(true);
    expect(aimOf({ high: 0.2, unit: '1' })).toBe(0.2);
    expect(rangeText({ low: 5, unit: 'MUSD' })).toBe('at least 5 MUSD');
  });

  it('is written shortly', () => {
    expect([5.576, 92_593.4, 9.702e24, 0.0000021, 0, 0.28].map(numberText)).toEqual([
      '5.576',
      '92,593',
      '9.702e24',
      '2.1e-6',
      '0',
      '0.28',
    ]);
    expect([0, 0.001, 0.3, 0.999, 1].map(percentText)).toEqual(['0 %', 'under 1 %', '30 %', 'over 99 %', '100 %']);
  });
});
