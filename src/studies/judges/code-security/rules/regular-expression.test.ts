import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explodes } from './regular-expression.ts';

describe('a regular expression', () => {
  it.each([
    '^(a+)+$',
    '^(\\w+\\s?)*$',
    '(([A-Z0-9]+-?)+,?)+',
    '^([a-zA-Z0-9]+)*$',
    '(?:\\d|\\w)+$',
    '^(?:.*,?)+$',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(x+x+)+y',
    '(?P<word>\\w*)*$',
  ])('%s explodes', (pattern) => expect(explodes(pattern)).toBe(true));

  it.each([
    '^[a-z]+(?:-[a-z]+)*$',
    '^(?:[a-z]+\\.)+[a-z]{2,}$',
    '^\\w+(?: \\w+)*$',
    '(?:%[0-9a-f]{2}|[\\w.-])*',
    '^\\d{3}-\\d{4}$',
    '^(?:\\+?\\d{1,3})?$',
    '^(?>a+)*$|^[^"\\\\]*(?:\\\\.[^"\\\\]*)*$',
    '^([01]\\d|2[0-3]):[0-5]\\d$',
    '^(\\d{1,3}\\.){3}\\d{1,3}$',
  ])('%s does not', (pattern) => expect(explodes(pattern)).toBe(false));

  it('is looked at in bounded time, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'(a|b)*+?[^]{1,}\\w.'), maxLength: 500 }), (pattern) => {
        expect(explodes(pattern)).toBeTypeOf('boolean');
      }),
    );
    expect(explodes('('.repeat(250) + 'a'.repeat(200))).toBe(false);
  });
});
