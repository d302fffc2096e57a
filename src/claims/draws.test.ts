import { expect, it } from 'vitest';
import { check } from './check.ts';
import { rentalClaim } from './stated-claim.fixture.ts';

const claim = rentalClaim('value: 5.6, unit: MUSD', 'low: 1, high: 3, level: 0.9');
const of = (draws: number, one = claim) => check(one, { asOf: '2026-11-26', draws });

it('few draws decide no verdict', () => {
  for (const draws of [2, 64, 999])
    expect(() => of(draws)).toThrow(`set own: ${draws} draws decide no verdict: 1000 at least`);
});

it('some draws say so beside the verdict', () => {
  const few = '1,000 draws alone: shares of probability may be 3 points off, and a verdict near a half with them.';
  expect(of(1000).caveats).toEqual([few]);
  expect(of(9999).caveats).toHaveLength(1);
  expect(of(10_000).caveats).toEqual([]);
});

it('where nothing is drawn any number will do', () => {
  const exact = rentalClaim('value: 5.6, unit: MUSD', 'value: 2');
  expect(of(2, exact)).toMatchObject({ verdict: 'reproduces', caveats: [] });
});
