/** `[A-Za-z0-9_]`, and everything beyond ASCII. */
const isWord = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x30 && code <= 0x39) ||
  code === 0x5f ||
  code >= 0x80;

const NEWLINE = 0x0a;
/** A line that is longer, in UTF-16 units, is cut in its midst: its beginning is better than nothing. */
const LONG_LINE = 65_536;

/**
 * How much of a text is parsed, in UTF-16 units: whole lines with at most so many words and signs. The parser's time and
 * memory grow with these and not with bytes: two megabytes of one-letter lines take it nearly a gigabyte, a payload of the
 * same size in one string next to nothing.
 */
export function readableLength(text: string, most: number): number {
  let tokens = 0;
  let line = 0;
  let inWord = false;
  let blank = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const word = isWord(code);
    // The end of a line is a sign where something stands in the line.
    const sign = code > 0x20 || (code === NEWLINE && !blank);
    if (sign && !(word && inWord)) tokens++;
    if (tokens > most) return at - line > LONG_LINE ? at : line;
    inWord = word;
    if (code === NEWLINE) {
      line = at + 1;
      blank = true;
    } else if (sign) blank = false;
  }
  return text.length;
}
