import { expect, it } from 'vitest';
import { factsOf } from './facts.ts';
import { inDigits } from './digits.ts';

it.each([
  ['Twenty-one were hurt, thirty-six died.', '21 were hurt, 36 died.'],
  ['Of nineteen, one came back on the twelfth day.', 'Of 19, 1 came back on the twelfth day.'],
  ['a year one hundred, five six', 'a year 1 hundred, five six'],
  ['Двадцать восемь пожарных и сорок пять солдат', '28 пожарных и 45 солдат'],
  ['после семи лет и трёх месяцев', 'после 7 лет и 3 месяцев'],
  ['约一千五百万人，九千四百人，三十七州', '约1500万人，9400人，37州'],
  ['二〇二一年兩千零五人', '2021年2005人'],
  ['十月，三自，四中全会', '十月，三自，四中全会'],
])('numbers of %s', (text, digits) => {
  expect(inDigits(text)).toBe(digits);
});

it('a fact is found by its number, however that is written', () => {
  const toll = [{ id: 'toll', stated: [['35', 'died']], contradicted: [] }];
  expect(factsOf('The police said that thirty-five people died.', toll)).toEqual({ toll: 'stated' });
});
