import { simpleForm } from '../lexicon/han.ts';

/** Text folded for comparison, with the way back to where each unit came from. */
export interface Folded {
  readonly text: string;
  /** The kind of each unit of {@link text}: see {@link OTHER} and those after it. */
  readonly kinds: Uint8Array;
  /** For each unit, where the run of letters from it ends: the unit itself where it is no letter. */
  readonly runEnds: Int32Array;
  /** Where a folded unit came from in the source. */
  source(at: number): number;
  /** Where the last of the folded units before `end` ends in the source. */
  sourceEnd(end: number): number;
  /** The first folded unit that came from `sourceAt` or later. */
  at(sourceAt: number): number;
}

/** Punctuation, space, symbols. */
export const OTHER = 0;
/** A letter or mark of a script that parts its words by spaces. */
export const LETTER = 1;
export const DIGIT = 2;
/** A letter of a script that does not: Han, kana, Thai. In Korean particles stand at the word. */
const UNPARTED = 3;

const UNPARTED_SCRIPT =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}]/u;
const WORD = /[\p{L}\p{M}]/u;
const NUMBER = /\p{N}/u;
/** Joined to what is before it: marks, and the inner letters of a Korean syllable. */
const JOINED = /^[\p{M}\u1160-\u11ff]/u;
/** Marks upon one letter: more are no writing (CWE-400). */
const MOST_MARKS = 16;

/** Vowel signs and other marks over Arabic letters, and the tatweel that only stretches a word. */
const ARABIC_MARKS = /(?=[\u0600-\u06ff])(?:\p{M}|\u0640)/gu;
/** Of stressed Cyrillic vowels. */
const STRESS = /(?<=\p{sc=Cyrl})[\u0300\u0301]/gu;
/** Soft hyphens, directional marks, joiners: they show nothing. */
const INVISIBLE = /\p{Cf}/gu;
/** Emphasis of Markdown. */
const MARKUP = /[*`]/g;
const FOLDS: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  '٬': ',',
  '٫': '.',
  ё: 'е',
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '‐': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
};
const FOLDED = new RegExp(`[${Object.keys(FOLDS).join('')}]`, 'gu');

/** NFKC without case, and: traditional characters as simplified ones, Arabic marks, alef and final ya, digits of all scripts, ё, dashes and quotation marks made one. */
function foldCluster(cluster: string, keepStars: boolean): string {
  const plain = cluster
    .normalize('NFKC')
    .toLowerCase()
    .replace(INVISIBLE, '')
    .replace(ARABIC_MARKS, '')
    .replace(STRESS, '')
    .replace(FOLDED, (one) => FOLDS[one] ?? one)
    .replace(/\p{sc=Han}/gu, simpleForm)
    .replace(/\p{Nd}/gu, digit);
  return plain.replace(keepStars ? /`/g : MARKUP, '');
}

/** Digits of a script follow one another from zero. */
function digit(one: string): string {
  const at = one.codePointAt(0) ?? 0;
  if (at < 0x80) return one;
  let zero = at;
  while (at - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(at - zero);
}

/** A wording as it is sought: its stars kept. */
export const foldWording = (wording: string): string => fold(wording, true).units.join('').trim();

/** Of a folded text: a unit may become eighteen, in ligatures that nobody writes many of (CWE-400). */
const MOST_FOLDED = 250_000;

/** Folds a text. Its length is bounded by the caller; what is past {@link MOST_FOLDED} is left out. */
export function foldText(text: string): Folded {
  const { units, from, ends } = fold(text, false);
  const folded = units.join('');
  const kinds = kindsOf(folded);
  const runEnds = new Int32Array(folded.length + 1);
  runEnds[folded.length] = folded.length;
  for (let i = folded.length - 1; i >= 0; i--) runEnds[i] = kinds[i] === LETTER ? (runEnds[i + 1] ?? i) : i;
  return {
    text: folded,
    kinds,
    runEnds,
    source: (at) => from[at] ?? text.length,
    sourceEnd: (end) => (end <= 0 ? 0 : (ends[end - 1] ?? text.length)),
    at: (sourceAt) => {
      let [low, high] = [0, from.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((from[middle] ?? 0) < sourceAt) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}

interface Parts {
  /** One folded UTF-16 unit each, or, where they go together, several. */
  readonly units: string[];
  readonly from: number[];
  readonly ends: number[];
}

function fold(text: string, keepStars: boolean): Parts {
  const parts: Parts = { units: [], from: [], ends: [] };
  const push = (unit: string, from: number, end: number): void => {
    if (/\s/.test(unit)) return space(parts, from, end);
    joinUnparted(parts, unit);
    parts.units.push(unit);
    parts.from.push(from);
    parts.ends.push(end);
  };
  for (let at = 0; at < text.length && parts.units.length < MOST_FOLDED; ) {
    const end = clusterEnd(text, at);
    const folded = foldedOf(text, at, end, keepStars);
    for (let i = 0; i < folded.length; i++) push(folded[i] ?? '', at, end);
    at = end;
  }
  return parts;
}

/** Most texts are written in few clusters. */
const memo = { kept: new Map<string, string>(), dropped: new Map<string, string>() };
const MOST_REMEMBERED = 10_000;

function foldedOf(text: string, at: number, end: number, keepStars: boolean): string {
  const code = text.charCodeAt(at);
  if (end === at + 1 && code >= 0x4e00 && code < 0xa000) return simpleForm(text[at] ?? '');
  const cluster = text.slice(at, end);
  const known = keepStars ? memo.kept : memo.dropped;
  const before = known.get(cluster);
  if (before !== undefined) return before;
  const folded = foldCluster(cluster, keepStars);
  if (known.size < MOST_REMEMBERED) known.set(cluster, folded);
  return folded;
}

/** White space is one space, none at the beginning. */
function space({ units, from, ends }: Parts, at: number, end: number): void {
  if (units.length === 0 || units.at(-1) === ' ') return;
  units.push(' ');
  from.push(at);
  ends.push(end);
}

const HAN = /^[\p{sc=Han}\ud840-\ud8bf]$/u;
const HAN_OR_DIGIT = /^[\p{sc=Han}\d\ud840-\ud8bf\udc00-\udfff]$/u;

/** Between Han characters, and between them and digits, a space is a habit of typesetting. */
function joinUnparted({ units, from, ends }: Parts, next: string): void {
  if (units.at(-1) !== ' ') return;
  const before = units.at(-2) ?? '';
  const joins = HAN_OR_DIGIT.test(before) && HAN_OR_DIGIT.test(next) && (HAN.test(next) || !/\d/.test(before));
  if (!joins) return;
  units.pop();
  from.pop();
  ends.pop();
}

/** A code point with the marks upon it. */
function clusterEnd(text: string, at: number): number {
  let end = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
  for (let marks = 0; marks < MOST_MARKS && end < text.length; marks++) {
    const next = text.codePointAt(end) ?? 0;
    if (next < 0x300 || (next >= 0x3400 && next < 0xa000)) break;
    const one = String.fromCodePoint(next);
    if (!JOINED.test(one)) break;
    end += one.length;
  }
  return end;
}

const kindMemo = new Map<number, number>();

function kindsOf(folded: string): Uint8Array {
  const kinds = new Uint8Array(folded.length);
  for (let i = 0; i < folded.length; ) {
    const point = folded.codePointAt(i) ?? 0;
    const width = point > 0xffff ? 2 : 1;
    kinds.fill(kindOf(point), i, i + width);
    i += width;
  }
  return kinds;
}

function kindOf(point: number): number {
  if (point >= 0x4e00 && point < 0xa000) return UNPARTED;
  const known = kindMemo.get(point);
  if (known !== undefined) return known;
  const one = String.fromCodePoint(point);
  const kind = UNPARTED_SCRIPT.test(one) ? UNPARTED : WORD.test(one) ? LETTER : NUMBER.test(one) ? DIGIT : OTHER;
  if (kindMemo.size < 10_000) kindMemo.set(point, kind);
  return kind;
}
