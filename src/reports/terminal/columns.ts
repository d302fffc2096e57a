/** Characters that take two columns: CJK, kana, Hangul, full-width forms, emoji (Unicode Standard Annex 11). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
const NONE = /\p{M}/u;

/** Columns that a text takes in a terminal. */
export function columns(text: string): number {
  let sum = 0;
  for (const character of text) sum += columnsOf(character);
  return sum;
}

function columnsOf(character: string): number {
  if (character < '\u0300') return 1;
  return NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
}

/** Cuts a text into lines of at most so many columns, wherever they end: spaces of code stay. */
export function cutInto(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  for (const character of text) {
    const more = columnsOf(character);
    if (taken + more > width && line !== '') {
      lines.push(line);
      [line, taken] = ['', 0];
    }
    line += character;
    taken += more;
  }
  return [...lines, line];
}

/** Fills up with spaces to so many columns. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}
