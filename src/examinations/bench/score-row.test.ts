import { expect, it } from 'vitest';
import { middle } from './score-row.ts';

it('takes the mean of the two middle ones for the median of an even count', () => {
  expect(middle([9, 1, 4])).toBe(4);
  expect(middle([9, 1, 4, 2])).toBe(3);
  expect(middle([7])).toBe(7);
  expect(middle([])).toBe(0);
});
