import { describe, expect, it } from 'vitest';
import { claimedRange, sameEnds, within } from './claimed-range.ts';
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
    // Zeros at the end of a whole number are none of its digits.
    [5_600_000, 5_550_000, 5_650_000],
    [5600, 5550, 5650],
    [87_072, 87_071.5, 87_072.5],
    [1e22, 0.5e22, 1.5e22],
  ])('%d reaches from %d to %d', (value, low, high) => {
    const [least = 0, most = 0] = of(value);
    expect(least / low).toBeCloseTo(1, 12);
    expect(most / high).toBeCloseTo(1, 12);
  });

  it('may say its rounding, or one end', () => {
    expect(claimedRange({ value: 294, rounding: 1, unit: 'kUSD' })).toEqual({
      low: 293,
      high: 295,
      value: 294,
      unit: 'kUSD',
    });
    expect(claimedRange({ value: 5_600_000, digits: 7, unit: 'USD' })).toMatchObject({ low: 5_599_999.5 });
    expect(claimedRange({ value: 5.6, digits: 3, unit: 'MUSD' }).high).toBeCloseTo(5.605, 12);
    expect(within(1e30, claimedRange({ low: 5, unit: '1' }))).toBe(true);
    expect(within(0.1 + 0.2, { low: 0, high: 0.3, unit: '1' })).toBe(true);
    expect(sameEnds(88_384, 97_222, { low: 88_400, high: 97_200, unit: 'stream' })).toBe(true);
    expect(sameEnds(88_384, 97_222, { low: 88_300, high: 97_200, unit: 'stream' })).toBe(false);
    expect(sameEnds(5.56, 5.64, claimedRange({ value: 5.6, unit: '1' }))).toBe(false);
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
