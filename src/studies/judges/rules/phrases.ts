/** One form for what a reader takes for the same: letters of compatibility, case, apostrophes, runs of white space. */
export function normal(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/[‘’ʼ]/g, "'").replaceAll(/\s+/g, ' ').trim();
}

/** True where the phrase stands in the text, both in normal form. */
export function includes(text: string, phrase: string): boolean {
  return text.includes(normal(phrase));
}

const WORD = /[\p{L}\p{N}]/u;

/** The same, but never inside a longer word: `Oslo` is no answer in `Oslofjord`. */
export function includesWord(text: string, phrase: string): boolean {
  const wanted = normal(phrase);
  if (wanted === '') return false;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    if (bounded(text, at, wanted)) return true;
  }
  return false;
}

/** Scripts that put no space between words have no borders to ask for. */
function bounded(text: string, at: number, wanted: string): boolean {
  const spaced = !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(wanted);
  const before = text.slice(0, at).at(-1) ?? '';
  const after = text.slice(at + wanted.length).at(0) ?? '';
  return !spaced || !(WORD.test(before) || WORD.test(after));
}
