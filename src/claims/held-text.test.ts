import { expect, it } from 'vitest';
import { check } from './check.ts';
import { heldText } from './held-text.ts';
import { rentalClaim } from './stated-claim.fixture.ts';

const options = { asOf: '2026-11-26', draws: 2000 };
const textOf = (rent: string): string => {
  const [held] = check(rentalClaim('value: 5.6, unit: MUSD', rent), options).sets;
  if (held === undefined) throw new Error('no set');
  return heldText(held);
};

it('says of bounds that draws are even between them, and of nothing else', () => {
  const even = '; bounds alone are known of rent, and draws are even between them';
  expect(textOf('low: 1.5, high: 3, level: range')).toMatch(new RegExp(`as claimed.*${even}$`));
  expect(textOf('low: 1.5, high: 3, level: 0.9')).not.toContain('even between');
  expect(textOf('value: 2')).not.toContain('even between');
});
