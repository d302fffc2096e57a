import type { Notes } from '../notes.ts';

/**
 * Blocks inside blocks. CPython refuses more (`MAXINDENT` of its tokenizer), and the scanner of the grammar writes past
 * its buffer of 1,024 bytes where some 500 meet the open quote of a string (CWE-787).
 */
const MOST_INDENTS = 100;
const TAB = 8;
/** Characters of comments that the scanner may go over, each once for every block that can end behind it (CWE-407). */
const MOST_WORK = 33_554_432;
const COMMENT = 'comment';

/**
 * The text with a `0` in place of each line that is indented too often, so that all others are read, at their places.
 * Not with blanks: the scanner goes over a run of those once for each block that ends behind it.
 */
export function withoutDeepIndents(text: string, notes: Notes): string {
  const widths: number[] = [0];
  let deepest = '';
  const kept: string[] = [];
  let from = 0;
  let refused = false;
  let widest = 0;
  let blank = 0;
  let comment = -1;
  let most = 1;
  let work = 0;
  for (let start = 0; start < text.length; ) {
    const end = lineEnd(text, start);
    const width = indentOf(text, start, end);
    if (width === COMMENT) {
      // One comment after another becomes one: the scanner goes over all that follow, from each of them (CWE-407).
      if (comment >= 0) {
        kept.push(text.slice(from, comment), ' '.repeat(start - comment));
        from = start;
      }
      comment = end;
      work += (end - start + 1) * most;
      if (work > MOST_WORK) {
        const note = () =>
          `comments behind blocks inside blocks take the parser too many steps; from here on nothing is read`;
        notes.note('python.limit', note, { offset: start, stops: true });
        return kept.join('') + text.slice(from, start);
      }
      blank = end + 1;
    } else if (width !== undefined) {
      comment = -1;
      widest = Math.max(widest, width);
      if (start - blank > LONG_BLANK) {
        kept.push(text.slice(from, blank), closedBlank(start - blank, widest));
        from = start;
      }
      blank = end + 1;
      while ((widths.at(-1) ?? 0) > width) widths.pop();
      if ((widths.at(-1) ?? 0) < width) widths.push(width);
      most = Math.max(most, Math.min(widths.length, MOST_INDENTS));
      if (widths.length > MOST_INDENTS) {
        refused = true;
        kept.push(text.slice(from, start), `${deepest}0`.padEnd(end - start).slice(0, end - start));
        from = end;
      } else if (widths.length === MOST_INDENTS)
        deepest = text.slice(start, end - text.slice(start, end).trimStart().length);
    }
    start = end + 1;
  }
  if (text.length - blank > LONG_BLANK) {
    kept.push(text.slice(from, blank));
    from = text.length;
  }
  if (kept.length === 0) return text;
  if (!refused) return kept.join('') + text.slice(from);
  const message = () =>
    `lines are indented more than ${MOST_INDENTS} times, which the interpreter refuses; they are not read`;
  notes.note('python.limit', message, { stops: true });
  return kept.join('') + text.slice(from);
}

/** Blank characters between two lines that are worth replacing. */
const LONG_BLANK = 512;

/**
 * Blank lines end in a comment as deep as any block, which holds the blocks before it open: the scanner then goes over
 * the blanks once, and not once for each block that ends behind them (CWE-407). A comment changes nothing: not between
 * statements, not in brackets, and in a string only the tree's text, which nobody reads. A block that is deeper than half
 * the blanks is itself longer than what is gone over again.
 */
function closedBlank(length: number, widest: number): string {
  const indent = Math.min(widest, length >> 1);
  return `${' '.repeat(length - indent - 3)}\n${' '.repeat(indent)}#\n`;
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

/** Columns before the first character of a line, as the scanner counts them; undefined for a blank line. */
function indentOf(text: string, start: number, end: number): number | typeof COMMENT | undefined {
  let width = 0;
  for (let at = start; at < end; at++) {
    const code = text[at];
    if (code === ' ') width++;
    else if (code === '\t') width += TAB;
    else if (code === '\r' || code === '\f') width = 0;
    else return code === '#' ? COMMENT : width;
  }
  return undefined;
}
