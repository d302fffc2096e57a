import { fold } from './fold.ts';
import { primary } from './language.ts';
import type { Lexicon } from './lexicon.ts';

/** How much of a word is its stem, roughly: endings and Arabic prefixes fall away. */
function stem(word: string, language: string): string {
  switch (primary(language)) {
    case 'ar': {
      const bare = word.replace(/^(?:وال|بال|فال|كال|لل|ال|و|ب|ف|ل|ك)(?=[\p{L}]{3})/u, '');
      return bare.slice(0, Math.max(3, Math.min(5, bare.length - 1)));
    }
    case 'ru':
      return word.slice(0, Math.max(4, Math.min(6, word.length - 2)));
    default:
      return word.slice(0, Math.max(4, Math.min(7, word.length - 2)));
  }
}

/**
 * The words of a text that carry its matter, each once: stems where words are parted by spaces, pairs of characters where
 * they are not, numbers as they are.
 */
export function termsOf(text: string, language: string, lexicon: Lexicon | undefined): ReadonlySet<string> {
  const folded = fold(text);
  const terms = new Set<string>();
  for (const [number] of folded.matchAll(/\p{N}[\p{N}.,]*/gu)) terms.add(number.replace(/[.,]+$/, ''));
  if (primary(language) === 'zh' || primary(language) === 'ja') {
    for (const [run] of folded.matchAll(/\p{sc=Han}{2,}/gu)) {
      for (let i = 0; i + 2 <= run.length; i++) {
        const pair = run.slice(i, i + 2);
        if (
          !(lexicon?.empty.has(pair) ?? false) &&
          !/[的了是在和与及有我你他她它们吗呢这那个之其也都就很请写从到为被把对以所后前中上下]/.test(pair)
        )
          terms.add(pair);
      }
    }
    return terms;
  }
  for (const [word] of folded.matchAll(/[\p{L}\p{M}']+/gu)) {
    const least = primary(language) === 'ar' ? 3 : 4;
    if (word.length >= least && !(lexicon?.empty.has(word) ?? false)) terms.add(stem(word, language));
  }
  return terms;
}

/** How many of the terms a folded text has. */
export function holding(folded: string, terms: ReadonlySet<string>): number {
  let held = 0;
  for (const term of terms) if (folded.includes(term)) held += 1;
  return held;
}
