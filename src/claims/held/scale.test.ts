import { expect, it } from 'vitest';
import { unit } from '../units/unit.ts';
import { scaleBetween } from './scale.ts';

it('marks dollars of another year, and converts none', () => {
  const between = (is: string, claimed: string) => scaleBetween(unit(is).dimension, is, claimed);
  expect(between('USD', 'MUSD')).toEqual({ scale: 1e-6 });
  expect(between('USD:2023', 'MUSD')).toEqual({ scale: 1e-6, tag: 'USD:2023' });
  expect(between('USD', 'MUSD:2023')).toEqual({ scale: 1e-6, tag: 'USD' });
  expect(between('USD:2023', 'MUSD:2023')).toEqual({ scale: 1e-6 });
  expect(() => between('USD', 'FLOP')).toThrow('the claim is in FLOP');
});
