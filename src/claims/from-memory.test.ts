import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
import { statedClaim } from './stated-claim.fixture.ts';

const TODAY = { asOf: '2026-11-26', draws: 4000 };
const of = (text: string) => {
  const { verdict, sets } = check(statedClaim(text), TODAY);
  return { verdict, outcomes: sets.map(({ outcome }) => outcome), says: sets[0]?.says ?? '' };
};
/** Chip hours from memory at a rent; `as: source` where the speaker assumes them. */
const rental = (hours: string, rent: string, as = '') =>
  of(`kind: model
model: rental-cost
claimed: { value: 3, unit: MUSD }
sets:
- id: a
  title: a
${as}  assume:
    hours: ${hours}
    rent: { ${rent}, unit: USD/chip/h, as_of: 2024-12 }`);
const HOURS = '{ value: 9000000, unit: chip*h, status: recalled }';
const OWN = '  as: source\n';

describe('a number from memory decides nothing alone', () => {
  it.each([
    ['beside an exact rent', 'value: 2'],
    ['beside bounds that have all of the variance', 'low: 1.99, high: 2.01, level: range'],
    ['beside a probability', 'low: 1, high: 3, level: 0.9'],
  ])('%s', (_, rent) => {
    for (const as of ['', OWN])
      for (const hours of [HOURS, HOURS.replace('9000000', '1500000')]) {
        const { verdict, outcomes, says } = rental(hours, rent, as);
        expect([verdict, outcomes]).toEqual(['not-shown', ['unknown']]);
        expect(says).toContain('; it rests on hours, which nobody read');
      }
  });

  it('in a sum of which two parts are from memory', () => {
    const sum = '{ sum: [v3.hours.pretrain, v3.hours.context, v3.hours.post] }';
    expect(rental(sum, 'low: 1.07, high: 1.08, level: range').verdict).toBe('not-shown');
  });

  it('in a ratio of prices', () => {
    const ratio = (unit: string) =>
      of(`kind: ratio
of: { output: { record: price.gpt4.out } }
to: { output: { ${unit}, unit: USD/Mtoken:output, as_of: 2024-12 } }
claimed: { value: 1, unit: "1" }`);
    expect(ratio('value: 60').verdict).toBe('not-shown');
    expect(ratio('low: 59, high: 61, level: range').verdict).toBe('not-shown');
    expect(ratio('low: 9, high: 10, level: range').verdict).toBe('not-shown');
  });

  it('against a threshold', () => {
    const { verdict, outcomes } = of(`kind: threshold
threshold: eu-systemic-risk
claimed: under
sets:
- id: a
  title: a
  assume: { active: { value: 37, unit: Gparameter, status: recalled }, tokens: { low: 14, high: 15, level: range, unit: Ttoken } }`);
    expect([verdict, outcomes]).toEqual(['not-shown', ['unknown']]);
  });

  it('beside what was read, which alone decides', () => {
    const text = `kind: model
model: rental-cost
claimed: { value: 3, unit: MUSD }
sets:
- { id: read, title: read, assume: { hours: { value: 1500000, unit: chip*h }, rent: { value: 2, unit: USD/chip/h, as_of: 2024-12 } } }
- { id: unread, title: unread, assume: { hours: ${HOURS}, rent: { value: 2, unit: USD/chip/h, as_of: 2024-12 } } }`;
    const { verdict, unverified } = check(statedClaim(text), TODAY);
    expect(verdict).toBe('supported');
    expect(unverified).toEqual(['hours of unread']);
  });
});

it('a claim whose own words are from memory has no verdict, and says so beside it', () => {
  for (const [hours, then] of [
    ['1500000', 'it comes out of its own inputs'],
    ['9000000', 'its own inputs give something else, and nothing else gives it'],
  ] as const) {
    const text = `kind: model
model: rental-cost
claimed: { value: 3, unit: MUSD }
sets:
- { id: a, title: a, as: source, assume: { hours: { value: ${hours}, unit: chip*h }, rent: { value: 2, unit: USD/chip/h, as_of: 2024-12 } } }`;
    expect(check(statedClaim(text, '2025-02-03', 'recalled'), TODAY)).toMatchObject({
      verdict: 'not-shown',
      why: `its own words are from memory, and nobody read them; as they are remembered, ${then}`,
      decides: { what: 'nothing', name: 'words' },
      unverified: ['the words of the claim'],
    });
    expect(check(statedClaim(text), TODAY).verdict).not.toBe('not-shown');
  }
});
