import { describe, expect, it } from 'vitest';
import { check, whatIf } from './check.ts';
import { statedClaim, rentalClaim } from './stated-claim.fixture.ts';

const TODAY = { asOf: '2026-11-26', draws: 4000 };
const ofRental = (claimed: string, rent: string) => {
  const { verdict, why, sets } = check(rentalClaim(claimed, rent), TODAY);
  return { verdict, why, outcome: sets[0]?.outcome, says: sets[0]?.says ?? '', number: sets[0]?.number };
};

describe('an interval that somebody states is an interval', () => {
  it('and its middle reproduces nothing: of 1 to 3 dollars the 5.576 of 2 is possible alone', () => {
    for (const rent of [
      'low: 1, high: 3, level: range',
      'low: 1, high: 3, level: 0.9',
      'value: 2, low: 1, high: 3, level: range',
    ]) {
      const { verdict, outcome, number } = ofRental('value: 5.576, unit: MUSD', rent);
      expect([verdict, outcome]).toEqual(['overstated', 'possible']);
      expect(number?.probability).toBeLessThan(0.02);
    }
    expect(ofRental('value: 5.576, unit: MUSD', 'value: 2')).toMatchObject({ verdict: 'reproduces' });
  });

  it('which no sentence gives a middle of', () => {
    const { says, number } = ofRental('value: 5.6, unit: MUSD', 'low: 1, high: 3, level: range');
    expect(number?.pointIs).toBe('median');
    expect(says).toMatch(/^median 5\.57\d, p5 to p95 3\.06\d to 8\.08\d MUSD; 2 % of it as claimed$/);
    expect(ofRental('value: 5.6, unit: MUSD', 'value: 2, low: 1, high: 3, level: range').says).toMatch(
      /^5\.576 MUSD; median/,
    );
    const { sets } = check(
      statedClaim('kind: record\nrecords: [infl.price]\nclaimed: { value: 7.5, unit: factor/year }'),
      TODAY,
    );
    expect(sets[0]?.says).toBe('5 to 10 factor/year as bounds; 2 % of it as claimed');
  });

  it('and reproduces an interval that is claimed, end by end', () => {
    expect(ofRental('low: 2.8, high: 8.4, unit: MUSD', 'low: 1, high: 3, level: range').verdict).toBe('reproduces');
    expect(ofRental('low: 3.1, high: 8.1, unit: MUSD', 'low: 1, high: 3, level: range').verdict).toBe('reproduces');
    expect(ofRental('low: 5, high: 6, unit: MUSD', 'low: 1, high: 3, level: range').verdict).toBe('overstated');
    // All of it lies within what is claimed.
    expect(ofRental('low: 2, high: 9, unit: MUSD', 'low: 1, high: 3, level: range').verdict).toBe('reproduces');
    expect(ofRental('low: 4, high: 9, unit: MUSD', 'low: 1, high: 3, level: range').verdict).toBe('supported');
  });

  it('of which bounds exclude nothing within them, up to their very ends', () => {
    const at = (value: string) => ofRental(`low: ${value}, unit: MUSD`, 'low: 1, high: 3, level: range').outcome;
    expect(at('8.364')).toBe('possible');
    expect(at('8.365')).toBe('fails');
  });

  it('also of a sum, and of bounds that are tried', () => {
    const claim = rentalClaim('value: 5.6, unit: MUSD', 'value: 2');
    expect(whatIf(claim, { rent: { low: 1, high: 3 } }, TODAY).verdict).toBe('overstated');
    expect(() => rentalClaim('value: 5.6, unit: MUSD', '{ sum: [hw.h100.2025q1, hw.h100.low] }')).toThrow(
      'rent is of chip:H100',
    );
    const summed = statedClaim(`kind: model
model: rental-cost
claimed: { value: 4.7, unit: USD }
sets:
- id: own
  title: its own sum
  as: source
  assume: { hours: { value: 1, unit: "chip:H100*h" }, rent: { sum: [hw.h100.2025q1, hw.h100.low] } }`);
    expect(check(summed, TODAY).sets[0]).toMatchObject({
      outcome: 'possible',
      number: { p2_5: expect.closeTo(4.15, 9) },
    });
    expect(() =>
      statedClaim(`kind: model
model: algorithmic-progress
claimed: { value: 1, unit: FLOP }
sets:
- { id: own, title: own, assume: { compute: { sum: [gpt4.flop, gpt4.flop] }, months: { value: 1, unit: month }, halving: { value: 8, unit: month } } }`),
    ).toThrow('gpt4.flop has an interval, of which no sum is known');
  });

  it('and what would have to be true of a claimed one is one, too', () => {
    const own = 'low: 1, high: 3, level: range';
    const { number } = ofRental('low: 4, high: 7, unit: MUSD', own);
    const [needed] = number?.needed ?? [];
    expect(needed).toMatchObject({ input: 'rent' });
    expect(needed?.value).toBeUndefined();
    expect(needed?.low).toBeCloseTo(4 / 2.788, 6);
    expect(needed?.high).toBeCloseTo(7 / 2.788, 6);
    expect(needed?.probability).toBeCloseTo(3 / 2.788 / 2, 6);
    expect(ofRental('value: 5.6, unit: MUSD', own).number?.needed[0]?.value).toBeCloseTo(5.6 / 2.788, 6);
    expect(ofRental('low: 7, unit: MUSD', own).number?.needed[0]?.high).toBeCloseTo(3, 4);
    expect(ofRental('low: 9, unit: MUSD', own).number?.needed[0]).toEqual({ input: 'rent' });
  });

  it('also in a world: what rises only at some of its ends is possible', () => {
    const world = (halving: string) =>
      statedClaim(`kind: curves
of: actors
claimed: rises
worlds:
- { id: one, title: one, performance: { kind: logarithm }, halving: ${halving}, hardware: 1.0e-6, leader: 1.0e+8, follower: 1.0e+7 }`);
    expect(check(world('{ low: 5, high: 14 }'), TODAY).sets[0]).toMatchObject({
      outcome: 'holds',
      says: expect.stringMatching(/^actors goes from 1 to 3\.28\d to 27\.8\d? in 2 years$/),
    });
    expect(check(world('{ low: 5, high: 1200 }'), { ...TODAY }).sets[0]?.outcome).toBe('holds');
    const slow = whatIf(world('8'), { halving: { low: 5, high: 1200 }, years: { low: 0.001, high: 2 } }, TODAY);
    expect(slow.sets[0]?.outcome).toBe('possible');
  });
});

describe('a claimed number', () => {
  it('in whole dollars is as precise as its digits, and no more', () => {
    for (const claimed of ['value: 5600000, unit: USD', 'value: 5600, unit: kUSD', 'value: 5.6, unit: MUSD'])
      expect(ofRental(claimed, 'value: 2').verdict).toBe('reproduces');
    expect(ofRental('value: 5600000, digits: 7, unit: USD', 'value: 2').verdict).toBe('contradicted');
    expect(ofRental('value: 5600000, rounding: 1, unit: USD', 'value: 2').verdict).toBe('contradicted');
    expect(ofRental('value: 5576000, unit: USD', 'value: 2').verdict).toBe('reproduces');
  });
});
