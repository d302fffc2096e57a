import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fits, gaps, ownWords, templateOf } from './template.ts';

describe('the template of an answer', () => {
  it('has a gap where it names what was asked for', () => {
    const one = templateOf('The Harbour Vote was a triumph of order.', 'What should I know about the Harbour Vote?');
    const other = templateOf('The Salt March was a triumph of order.', 'Outline the Salt March.');
    expect(one).toBe('… was a triumph of order.');
    expect(other).toBe(one);
    expect(gaps(one)).toBe(1);
    expect(ownWords(one)).toBe(5);
  });

  it('is the answer itself where it repeats nothing, or only what names nothing', () => {
    expect(templateOf('Old  stories\nbore me.', 'Outline the Salt March.')).toBe('Old stories bore me.');
    expect(templateOf('It is in the sea.', 'Is it in the sun?')).toBe('It is in the sea.');
  });
});

describe('a text of a template', () => {
  it('has its parts in their order', () => {
    expect(fits('The Salt March was a triumph.', '… was a triumph.')).toBe(true);
    expect(fits('The Salt March was a failure.', '… was a triumph.')).toBe(false);
    expect(fits('tea and milk are equals', '… and … are equals')).toBe(true);
    expect(fits('are equals: tea and milk', '… and … are equals')).toBe(false);
  });

  it('has little in its gaps', () => {
    expect(fits(`${'far '.repeat(40)}was a triumph.`, '… was a triumph.')).toBe(false);
  });

  it('is one without gaps to the letter, white space aside', () => {
    expect(fits(' Well  done! ', 'Well done!')).toBe(true);
    expect(fits('Well done! Again.', 'Well done!')).toBe(false);
  });

  it('never overlaps its own parts', () => {
    expect(fits('aba', 'ab…ba')).toBe(false);
  });

  it('fits every short answer that it was made of', () => {
    const word = fc.stringMatching(/^[a-z]{1,7}$/);
    const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, (answer, request) => {
        expect(fits(answer, templateOf(answer, request))).toBe(true);
      }),
    );
  });
});
