import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StopFilter } from './stop.ts';

/** What is shown of a text that comes in pieces, and whether it was stopped. */
function shown(pieces: readonly string[], stops: readonly string[]): [string, boolean] {
  const filter = new StopFilter(stops);
  let text = '';
  for (const piece of pieces) {
    const next = filter.push(piece);
    text += next.text;
    if (next.stopped) return [text, true];
  }
  return [text + filter.flush(), false];
}

describe('stop sequences', () => {
  it('are found across pieces and are no part of the text', () => {
    expect(shown(['one\n', '\nHu', 'man: two'], ['\n\nHuman:'])).toEqual(['one', true]);
  });

  it('give back what only began like one', () => {
    expect(shown(['a\n', '\nHu', 'ge'], ['\n\nHuman:'])).toEqual(['a\n\nHuge', false]);
  });

  it('hold back nothing that cannot become one', () => {
    expect(new StopFilter(['###']).push('a#b##').text).toBe('a#b');
  });

  it('take the first of several', () => {
    expect(shown(['ab<end>cd###'], ['###', '<end>'])).toEqual(['ab', true]);
  });

  it('do not depend on where the pieces are cut', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', '#'), maxLength: 4 });
    const stop = fc.string({ unit: fc.constantFrom('a', 'b', '#'), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(piece), stop, (pieces, sought) => {
        const whole = pieces.join('');
        const at = whole.indexOf(sought);
        expect(shown(pieces, [sought])).toEqual(at === -1 ? [whole, false] : [whole.slice(0, at), true]);
      }),
    );
  });
});
