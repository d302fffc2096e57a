import { describe, expect, it } from 'vitest';
import { DEFAULTS, optionsOf } from './options.ts';

describe('options', () => {
  it('are the defaults but for what is set', () => {
    expect(optionsOf({})).toEqual(DEFAULTS);
    expect(optionsOf({ tasks: '60', fdr: '0.05', groups: 'year, country' })).toEqual({
      ...DEFAULTS,
      tasks: 60,
      fdr: 0.05,
      groups: ['year', 'country'],
    });
  });

  it.each([
    ['sizes', '3', 'there are sabotage.fdr (0.01), sabotage.tasks (150)'],
    ['tasks', '3', 'from 10 to 2000'],
    ['tasks', '20.5', 'from 10 to 2000'],
    ['repeats', '', 'from 1 to 100'],
    ['fdr', '0', 'from 0.001 to 0.5'],
    ['fdr', '0.0001', 'from 0.001 to 0.5'],
    ['temperature', 'hot', 'from 0 to 5'],
    ['__proto__', '1', 'is no option'],
  ])('refuse %s=%s', (name, value, message) => {
    expect(() => optionsOf({ [name]: value })).toThrow(message);
  });
});

describe('a temperature of 0', () => {
  it('asks each question once, since more would count one answer as several', () => {
    expect(optionsOf({ temperature: '0' }).repeats).toBe(1);
    expect(() => optionsOf({ temperature: '0', repeats: '5' })).toThrow('the same question has the same answer');
  });
});
