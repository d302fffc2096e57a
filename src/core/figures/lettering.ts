import { printable } from '../printable.ts';

/** Widths of letters in the widest of the common sans-serif faces, in ems: what fits in it fits in the others. */
function widthOf(letter: string): number {
  if (
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f000}-\u{3ffff}]/u.test(letter)
  )
    return 1;
  if (/\p{M}/u.test(letter)) return 0;
  if (/[iljtfrI.,:;'|!()[\] ]/.test(letter)) return 0.38;
  if (/[mwMW@%—]/.test(letter)) return 0.96;
  if (/\p{Lu}/u.test(letter)) return 0.72;
  return 0.63;
}

/** About how wide a text is, at a size. */
export function wide(text: string, size: number): number {
  let sum = 0;
  for (const letter of text) sum += widthOf(letter);
  return sum * size;
}

/** Names that begin alike differ at their end: what is too long is cut in its middle. */
export function fitted(title: string, room: number, size: number): string {
  const text = [...printable(title, 400)];
  if (wide(text.join(''), size) <= room) return text.join('');
  const left = room - wide('…', size);
  const head = take(text, left / 3, size);
  const tail = take(text.slice(head.length).toReversed(), left - wide(head.join(''), size), size).toReversed();
  return `${head.join('').trimEnd()}…${tail.join('').trimStart()}`;
}

/** What is too long to be read whole is cut at its end. */
export function begun(title: string, room: number, size: number): string {
  const text = [...printable(title, 400)];
  if (wide(text.join(''), size) <= room) return text.join('');
  return `${take(text, room - wide('…', size), size)
    .join('')
    .trimEnd()}…`;
}

function take(letters: readonly string[], room: number, size: number): readonly string[] {
  let used = 0;
  const end = letters.findIndex((letter) => (used += widthOf(letter) * size) > room);
  return end < 0 ? letters : letters.slice(0, end);
}

/** Letters of scripts that put no spaces between words. */
const ALONE = '\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\uff00-\\uff60';
/** What is not broken: words, their parts before a stroke or a hyphen, letters that stand alone. */
const PIECES = new RegExp(`[${ALONE}]|[^\\s/_${ALONE}-]*[/_-]+|[^\\s/_${ALONE}-]+|\\s+`, 'gu');

/** The text in at most so many lines, broken between pieces; the last is cut. */
export function folded(title: string, room: number, size: number, most: number): readonly string[] {
  const pieces = printable(title, 2000).match(PIECES) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const [index, piece] of pieces.entries()) {
    if (line !== '' && wide(line + piece.trimEnd(), size) > room) {
      if (lines.length === most - 1) return [...lines, fitted(line + pieces.slice(index).join(''), room, size)];
      lines.push(fitted(line.trimEnd(), room, size));
      line = piece.trimStart();
    } else line += line === '' ? piece.trimStart() : piece;
  }
  return [...lines, fitted(line.trimEnd(), room, size)];
}
