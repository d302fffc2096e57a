/** East Asian wide and fullwidth, and pictures: two cells of a terminal (Unicode Standard Annex 11). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** How many cells of a terminal a text takes. */
export function cells(text: string): number {
  // Most text is of this kind.
  if (/^[\u0020-\u007e]*$/.test(text)) return text.length;
  let sum = 0;
  for (const letter of text) sum += cellsOf(letter);
  return sum;
}

function cellsOf(letter: string): number {
  if (/\p{M}/u.test(letter)) return 0;
  return WIDE.test(letter) ? 2 : 1;
}

/** As much of the beginning of a text as fits, and what is left; at least one letter. */
export function split(text: string, width: number): readonly [string, string] {
  let used = 0;
  let at = 0;
  for (const letter of text) {
    used += cellsOf(letter);
    if (used > width && at > 0) break;
    at += letter.length;
  }
  return [text.slice(0, at), text.slice(at)];
}
