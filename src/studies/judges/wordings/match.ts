import { DIGIT, type Folded, LETTER, OTHER } from './fold.ts';

/** One text of a wording: its words, in their order, with one space between them. */
export type Compiled = readonly Piece[];

interface Piece {
  /** Never empty. */
  readonly literal: string;
  /** A star before it: any letters. */
  readonly openStart: boolean;
  readonly openEnd: boolean;
  /** How many of its first units are letters. */
  readonly lead: number;
}

/** Compiles a folded wording. */
export function compiled(folded: string): Compiled {
  return folded.split(' ').map((word) => {
    const openStart = word.startsWith('*');
    const openEnd = word.length > 1 && word.endsWith('*');
    const literal = word.slice(openStart ? 1 : 0, openEnd ? -1 : undefined);
    const lead = /^[\p{L}\p{M}]*/u.exec(literal)?.[0].length ?? 0;
    return { literal, openStart, openEnd, lead };
  });
}

/**
 * The first place in `[from, to)` of the folded text where the words stand. Linear: each start of the first word is
 * tried once, and in a run of letters where the first word may begin anywhere only its first is.
 */
export function found(
  folded: Folded,
  pieces: Compiled,
  from: number,
  to: number,
): { readonly at: number; readonly end: number } | undefined {
  const [first] = pieces;
  if (first === undefined) return undefined;
  const { text, runEnds } = folded;
  for (let at = from; at < to; ) {
    const start = text.indexOf(first.literal, at);
    if (start < 0 || start + first.literal.length > to) return undefined;
    const end = startsAt(folded, first, start) ? endOf(folded, pieces, start, to) : undefined;
    if (end !== undefined) return { at: start, end };
    at = Math.max(start + 1, first.openEnd && first.openStart ? (runEnds[start] ?? 0) : 0);
  }
  return undefined;
}

const startsAt = (folded: Folded, { literal, openStart }: Piece, start: number): boolean =>
  openStart ? !insideNumber(folded, start) : edge(folded, literal, start);

/** Where the words end that start at a place, or undefined where they do not stand there. */
function endOf(folded: Folded, pieces: Compiled, start: number, to: number): number | undefined {
  let at = start;
  for (const [i, piece] of pieces.entries()) {
    const from = i === 0 ? at : startOf(folded, piece, at);
    if (from === undefined || !folded.text.startsWith(piece.literal, from)) return undefined;
    const end = from + piece.literal.length;
    const last = i === pieces.length - 1;
    if (piece.openEnd ? insideNumber(folded, end) : !edge(folded, piece.literal, end)) return undefined;
    const after = piece.openEnd ? (folded.runEnds[end] ?? end) : end;
    if (after > to) return undefined;
    if (last) return after;
    if (folded.text[after] !== ' ') return undefined;
    at = after + 1;
  }
  return undefined;
}

/** Where in the word that begins at a place the literal of a piece stands. */
function startOf(
  { text, runEnds }: Folded,
  { literal, openStart, openEnd, lead }: Piece,
  at: number,
): number | undefined {
  if (!openStart) return at;
  const run = runEnds[at] ?? at;
  if (openEnd && lead === literal.length) {
    const inside = text.slice(at, run).indexOf(literal);
    return inside < 0 ? undefined : at + inside;
  }
  const start = run - lead;
  return start < at ? undefined : start;
}

/**
 * Whether a literal may begin or end between the units before and at a place: a word and a number stand whole, unless
 * the script does not part words.
 */
function edge(folded: Folded, literal: string, at: number): boolean {
  const [before, after] = [folded.kinds[at - 1] ?? OTHER, folded.kinds[at] ?? OTHER];
  if (insideNumber(folded, at)) return false;
  const word = (kind: number): boolean => kind === LETTER || kind === DIGIT;
  return literal === '' || !(word(before) && word(after));
}

/** Between two digits, or within 1,200 and 0.6. */
function insideNumber({ text, kinds }: Folded, at: number): boolean {
  if (kinds[at - 1] === DIGIT) {
    if (kinds[at] === DIGIT) return true;
    if (POINT.test(text[at] ?? '') && kinds[at + 1] === DIGIT) return true;
  }
  return kinds[at] === DIGIT && POINT.test(text[at - 1] ?? '') && kinds[at - 2] === DIGIT;
}

const POINT = /[.,]/;
