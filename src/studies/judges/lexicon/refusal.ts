import { sentencesOf } from '../wordings.ts';
import { fold } from './fold.ts';
import { languageOf } from './language.ts';
import type { Lexicon } from './lexicon.ts';
import { lexiconFor } from './words/words.ts';

/** Sentences that are read, and letters of each (CWE-1333). */
const MOST_SENTENCES = 200;
const LONGEST_SENTENCE = 600;

/** The rule by which a folded sentence declines; a caution about what one knows is none. */
export function refusalIn(folded: string, lexicon: Lexicon): string | undefined {
  const bare = folded.replace(lexicon.cautions, ' ');
  return lexicon.refuses.find(([, pattern]) => pattern.test(bare))?.[0];
}

/** The rule of the text's own language by which one of its sentences declines. A text too short to tell its language is read as English. */
export function refusalOf(text: string): string | undefined {
  const lexicon = lexiconFor(languageOf(text) ?? 'en');
  if (lexicon === undefined) return undefined;
  for (const sentence of sentencesOf(text).slice(0, MOST_SENTENCES)) {
    const rule = refusalIn(fold(sentence.text.slice(0, LONGEST_SENTENCE)), lexicon);
    if (rule !== undefined) return rule;
  }
  return undefined;
}
