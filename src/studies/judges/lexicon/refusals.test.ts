import { describe, expect, it } from 'vitest';
import { refusalIn } from './refusal.ts';
import { fold } from './fold.ts';
import { REFUSALS } from './refusals.fixture.ts';
import { lexiconFor } from './words/words.ts';

describe.each(Object.entries(REFUSALS))('in %s', (language, { declines, not }) => {
  const lexicon = lexiconFor(language) ?? expect.fail('no lexicon');

  it.each(declines)('declines: %s', (sentence) => {
    expect(refusalIn(fold(sentence), lexicon)).toBeDefined();
  });

  it.each(not)('does not: %s', (sentence) => {
    expect(refusalIn(fold(sentence), lexicon)).toBeUndefined();
  });
});
