/** What can be said of a turn without knowing what matters in it: its words, and its shape. */
export type Feature = string & { readonly __brand: 'Feature' };

/** Words of an n-gram at most. */
const LONGEST = 3;
/** Characters of one turn that are looked at (CWE-400). */
const MOST = 4_000;

/**
 * Of a turn: its words, pairs and triples of words that no punctuation parts (`words:…`), and its shape: how it begins
 * (`begins:…`), whether a clause stands before the rest (`clause:`), the scripts it is written in (`script:…`), marks of
 * structured text (`form:…`).
 */
export function featuresOf(turn: string): ReadonlySet<Feature> {
  const text = turn.slice(0, MOST).trim();
  const found = new Set<Feature>();
  const add = (feature: string): void => void found.add(feature as Feature);
  for (const run of runsOf(text)) {
    for (let from = 0; from < run.length; from++) {
      for (let size = 1; size <= LONGEST && from + size <= run.length; size++) {
        add(`words:${run.slice(from, from + size).join(' ')}`);
      }
    }
  }
  for (const shape of shapesOf(text)) add(shape);
  return found;
}

/** The words of an n-gram; undefined for a shape. */
export function wordsOf(feature: Feature): string | undefined {
  return feature.startsWith('words:') ? feature.slice('words:'.length) : undefined;
}

/** A clause stands in front of the rest: the shape that can be put into other texts. */
export const LEADING = 'clause:leading' as Feature;

/** Whether any of these is no words, but the shape of a turn. */
export const isShape = (features: readonly Feature[]): boolean =>
  features.some((feature) => wordsOf(feature) === undefined);

const WORD = /[\p{L}\p{N}_'’-]+/gu;
/** Scripts that put no space between words: each character counts as one. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/** Words in their order, cut where punctuation stands. */
export function runsOf(text: string): readonly (readonly string[])[] {
  return text
    .split(/[^\p{L}\p{N}_'’\s-]+|\n+/u)
    .map((part) =>
      [...part.matchAll(WORD)].flatMap(([word]) => (UNSPACED.test(word) ? [...word] : [word.toLowerCase()])),
    )
    .filter((run) => run.length > 0);
}

/** A clause in front: two to nine words, then a comma, then at least three more. */
export const CLAUSE = /^(?:[^\s,.:;?!]+\s+){1,8}[^\s,.:;?!]+,\s+(?=\S+\s+\S+\s+\S+)/;

const SCRIPTS = ['Cyrillic', 'Arabic', 'Han', 'Hiragana', 'Hangul', 'Greek', 'Hebrew', 'Devanagari', 'Thai'] as const;

function* shapesOf(text: string): Generator<string> {
  const first = /^[\p{L}\p{N}_'’-]+/u.exec(text)?.[0];
  if (first !== undefined) yield `begins:${first.toLowerCase()}`;
  if (CLAUSE.test(text)) yield LEADING;
  for (const script of SCRIPTS) if (new RegExp(`\\p{sc=${script}}`, 'u').test(text)) yield `script:${script}`;
  if (/[{[]\s*"/.test(text)) yield 'form:json';
  if (/<\/?[a-z][\w-]*>/i.test(text)) yield 'form:tags';
  if (/\n/.test(text)) yield 'form:lines';
  if (/\?\s*$/.test(text)) yield 'form:question';
  if (/\b(?:19|20)\d\d\b/.test(text)) yield 'form:year';
}
