import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
import { statedClaim } from './stated-claim.fixture.ts';

const rentals = (...rents: readonly string[]) =>
  check(
    statedClaim(`kind: model
model: rental-cost
claimed: { value: 5.576, unit: MUSD }
sets:
${rents.map((rent, at) => `- { id: set-${at}, title: "rent ${at}, a guess", assume: { hours: { record: v3.hours.total }, rent: { ${rent}, unit: "USD/chip:H800/h", as_of: 2024-12 } } }`).join('\n')}`),
    { asOf: '2026-11-26', draws: 2000 },
  );

describe('what decides', () => {
  it('sets what is possible apart from what gives something else', () => {
    const { decides } = rentals('value: 2', 'low: 1, high: 3, level: range', 'value: 9');
    expect(decides.says).toBe('so by “rent 0, a guess”; possible by “rent 1, a guess”; not so by “rent 2, a guess”');
    expect(rentals('value: 2', 'low: 1, high: 3, level: 0.9').decides.says).not.toContain('not so');
  });
});

describe('what several sets give together', () => {
  it('is of no probability, unless all of them are bounds', () => {
    const level = (...rents: readonly string[]) => rentals(...rents).others?.level;
    expect(level('low: 1, high: 3, level: 0.9')).toBe(0.9);
    expect(level('low: 1, high: 3, level: range', 'value: 2')).toBe('range');
    expect(level('low: 1, high: 3, level: 0.9', 'value: 2')).toBe('joined');
    expect(level('low: 1, high: 3, level: 0.9', 'low: 2, high: 3, level: 0.9')).toBe('joined');
  });
});
