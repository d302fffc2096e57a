import { describe, expect, it } from 'vitest';
import { further, number, optionValues, whole, words } from './option-values.ts';

const DEFAULTS = { tasks: 10, rate: 0.05, groups: [] as readonly string[], frames: [] as readonly string[] };
const KINDS = { tasks: whole(1, 100), rate: number(0.01, 1), groups: words, frames: further };
const read = (given: Record<string, string>) => optionValues('mine', DEFAULTS, KINDS, given);

describe('options of a study', () => {
  it('are read from text, the rest as they are by default', () => {
    expect(read({})).toEqual(DEFAULTS);
    expect(read({ tasks: '20', groups: 'a, b,,' })).toEqual({ tasks: 20, rate: 0.05, groups: ['a', 'b'], frames: [] });
  });

  it.each([
    [{ tasks: '2.5' }, /mine\.tasks=2\.5: it is a number from 1 to 100/],
    [{ tasks: '' }, /mine\.tasks=/],
    [{ rate: 'NaN' }, /mine\.rate/],
    [{ rate: '2' }, /from 0\.01 to 1/],
    [
      { toString: '1' },
      /no option: there are mine\.tasks \(10\), mine\.rate \(0\.05\), mine\.groups \(all\), mine\.frames \(none\)/,
    ],
  ])('are refused as %j', (given, message) => {
    expect(() => read(given as Record<string, string>)).toThrow(message);
  });
});
