import { expect, it } from 'vitest';
import { listPrice } from './list-price.ts';
import { RECORDS } from './records.gen.ts';

it('a list price is that of its two records, with their day and whether anybody read them', () => {
  expect(listPrice('price.r1')).toEqual({
    input: 0.55,
    output: 2.19,
    from: 'price.r1.in and price.r1.out, as of 2025-01-20',
  });
  expect(listPrice('price.gpt4').from).toContain('(unverified)');
  expect(() => listPrice('price.nobody')).toThrow('data/economics has no price.nobody.in');
});

it('every pair of records of prices is one', () => {
  const names = RECORDS.flatMap(({ id, unit }) => (unit === 'USD/Mtoken:input' ? [id.replace(/\.in$/, '')] : []));
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) expect(listPrice(name).output, name).toBeGreaterThan(0);
});
