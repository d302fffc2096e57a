import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scale } from './axis.ts';
import { format } from './format.ts';
import { ticksOf } from './ticks.ts';

const at = (low: number, high: number, unit: Parameters<typeof ticksOf>[1], log = false, wanted = 5) =>
  ticksOf({ low, high, log }, unit, wanted).map(({ text }) => text);

describe('marks of an axis', () => {
  it('of orders of magnitude are powers of ten, with what fits between them', () => {
    expect(at(5e5, 2e7, 'dollars', true)).toEqual(['$500,000', '$1M', '$2M', '$5M', '$10M', '$20M']);
    expect(at(0.05, 4e7, 'dollars', true)).toEqual(['$1', '$100', '$10,000', '$1M']);
    expect(at(1.2, 1.9, 'amount', true)).toEqual(['1.2', '1.4', '1.6', '1.8']);
  });

  it('of days are the first of months or years', () => {
    const day = (text: string): number => Date.parse(text) / 86_400_000;
    expect(at(day('2022-10-01'), day('2026-06-01'), 'date')).toEqual(['2023', '2024', '2025', '2026']);
    expect(at(day('2025-01-20'), day('2025-06-02'), 'date')).toEqual([
      '2025-02',
      '2025-03',
      '2025-04',
      '2025-05',
      '2025-06',
    ]);
  });

  it('are told apart where they lie close together', () => {
    expect(at(10_000, 10_040, 'amount')).toEqual(['10,000', '10,010', '10,020', '10,030', '10,040']);
  });

  it('are few, and within the axis, whatever its ends', () => {
    const number = fc.double({ min: -1e30, max: 1e30, noNaN: true });
    fc.assert(
      fc.property(
        number,
        number,
        fc.boolean(),
        fc.constantFrom('amount', 'dollars', 'date', 'share' as const),
        (a, b, log, unit) => {
          const x = scale([Math.min(a, b), Math.max(a, b)], 0, 100, log);
          const found = ticksOf(x, unit, 5);
          expect(found.length).toBeLessThanOrEqual(100);
          for (const tick of found) expect(Number.isFinite(x.at(tick.at))).toBe(true);
        },
      ),
      { examples: [[5e-324, 31, true, 'date']] },
    );
  });
});

it.each([
  [0, '0'],
  [0.00001, '1e−5'],
  [0.1234, '0.123'],
  [1234, '1,230'],
  [999_999, '1M'],
  [5.576e6, '5.58M'],
  [2.1e25, '2.1e25'],
  [-4e9, '−4B'],
])('an amount of %d is written %s', (value, text) => {
  expect(format('amount')(value)).toBe(text);
});

it('a day beyond the calendar is its last', () => {
  expect([format('date')(20_122), format('date')(1e12)]).toEqual(['2025-02-03', '9999-12-31']);
});
