import { type Folded, foldText, foldWording } from './wordings/fold.ts';
import { type Compiled, compiled, found } from './wordings/match.ts';
import { sentencesOf } from './wordings/sentences.ts';
import { isSpecial, type Special, spotted } from './wordings/special.ts';

export { sentencesOf } from './wordings/sentences.ts';

/**
 * A text, or texts that must all stand in one sentence. Among these may be `{number}`, `{year}` and `{day}`, for any of the
 * kind, and texts that must not stand in it, with a `!` before them.
 */
export type Wording = string | readonly string[];

/** By language tag. */
export type InLanguages = Readonly<Record<string, readonly Wording[]>>;

/** Those of a language. Han characters are found in either script, so the lists of both serve Chinese. */
export const wordingsIn = (all: InLanguages, language: string): readonly Wording[] =>
  CHINESE.includes(language)
    ? [language, ...CHINESE.filter((one) => one !== language)].flatMap((one) => all[one] ?? [])
    : (all[language] ?? []);
const CHINESE: readonly string[] = ['zh-Hans', 'zh-Hant'];

/** Compiled wordings. */
export interface Wordings {
  /**
   * The first of them, in their order, that the text holds. `at` and `end` are offsets in the text; of a wording with
   * several parts, from the first to the end of the last. What is past {@link LONGEST_TEXT} is not read.
   */
  find(text: string): Found | undefined;
}

interface Found {
  readonly at: number;
  readonly end: number;
  /** The sentence in which it begins. */
  readonly sentence: string;
}

/** UTF-16 units of an answer that are read: longer ones are no answers (CWE-400). */
export const LONGEST_TEXT = 100_000;
const LONGEST_WORDING = 300;
const MOST_PARTS = 20;
const MOST_WORDINGS = 2000;

/** Why this is no wording, if it is none. A star stands at the beginning or end of a word, for any letters. */
export function wordingProblem(wording: Wording): string | undefined {
  const parts = partsOf(wording);
  if (parts.length === 0 || parts.length > MOST_PARTS) return `a wording has from 1 to ${MOST_PARTS} parts`;
  if (wordsIn(parts).length === 0) return `${parts.join(', ')} needs a part that must stand there`;
  for (const part of parts) {
    if (part.length > LONGEST_WORDING) return `a wording has at most ${LONGEST_WORDING} characters`;
    if (isSpecial(part)) continue;
    if (MARK.test(part)) return `${part}: there are {number}, {year} and {day}, and each is a part of its own`;
    const words = foldWording(isDenied(part) ? part.slice(1) : part).split(' ');
    const bare = words.map((word) => word.replace(/^\*|\*$/g, ''));
    if (bare.some((word) => word.includes('*'))) return `${part}: a star stands at the beginning or end of a word`;
    if (words.some((word, i) => bare[i] === '' && word !== '')) return `${part}: a star stands for the rest of a word`;
    if (!/[\p{L}\p{N}]/u.test(bare.join(''))) return `${JSON.stringify(part)} has no letter and no digit`;
  }
  return undefined;
}

/** What looks like a special part, and is none. */
const MARK = /^\{[^{}]*\}$|\{(?:number|year|day)\}/i;

const isDenied = (part: string): boolean => part.startsWith('!');

/** The parts of a wording that are words and must stand there. */
export const wordsIn = (wording: Wording): readonly string[] =>
  partsOf(wording).filter((part) => !isSpecial(part) && !isDenied(part));

const partsOf = (wording: Wording): readonly string[] => (typeof wording === 'string' ? [wording] : wording);

/**
 * Compiles wordings: found without case, after NFKC and the folds of `wordings/fold.ts`; words of Latin, Cyrillic and
 * Arabic script whole, Han anywhere, numbers never inside another number. A text may go over the end of a line; parts
 * must stand in one sentence. Finding takes time linear in the text.
 * @throws RangeError where {@link wordingProblem} has something to say, or there are too many
 */
export function wordingsOf(wordings: readonly Wording[]): Wordings {
  if (wordings.length > MOST_WORDINGS) throw new RangeError(`at most ${MOST_WORDINGS} wordings`);
  const all = wordings.map((wording): Together => {
    const problem = wordingProblem(wording);
    if (problem !== undefined) throw new RangeError(problem);
    const parts = partsOf(wording);
    const words = (those: readonly string[]) => those.map((part) => compiled(foldWording(part)));
    return {
      words: words(wordsIn(wording)),
      special: parts.filter(isSpecial),
      denied: words(parts.filter(isDenied).map((part) => part.slice(1))),
    };
  });
  return {
    find: (text) => {
      if (all.length === 0 || text === '') return undefined;
      const { folded, sentences } = read(text);
      for (const parts of all) {
        const { words, special, denied } = parts;
        const alone = words.length === 1 && special.length + denied.length === 0;
        const hit = alone ? anywhere(folded, words) : together(folded, sentences, parts);
        if (hit !== undefined) return { ...hit, sentence: sentences[sentenceAt(sentences, hit.at)]?.text ?? '' };
      }
      return undefined;
    },
  };
}

/** What must stand in one sentence, and what must not. */
interface Together {
  readonly words: readonly Compiled[];
  readonly special: readonly Special[];
  readonly denied: readonly Compiled[];
}

type Sentences = ReturnType<typeof sentencesOf>;
interface Read {
  readonly folded: Folded;
  readonly sentences: Sentences;
}
type Span = { readonly at: number; readonly end: number };

/** Many wordings are sought in one answer, its sentences and its ways to write numbers, one list after the other. */
const latest = new Map<string, Read>();
const MOST_KEPT = 64;
/** One that is longer takes the place of all others. */
const LONG = 10_000;

function read(text: string): Read {
  const known = latest.get(text);
  if (known !== undefined) return known;
  const cut = text.slice(0, LONGEST_TEXT);
  const made = { folded: foldText(cut), sentences: sentencesOf(cut) };
  if (latest.size >= MOST_KEPT || text.length > LONG) latest.clear();
  latest.set(text, made);
  return made;
}

function anywhere(folded: Folded, parts: readonly Compiled[]): Span | undefined {
  const [part] = parts;
  if (part === undefined) return undefined;
  const hit = found(folded, part, 0, folded.text.length);
  return hit === undefined ? undefined : inText(folded, hit);
}

/** All parts in one sentence, in any order. Sentences without the first part are stepped over. */
function together(folded: Folded, sentences: Sentences, { words, special, denied }: Together): Span | undefined {
  const [first] = words;
  if (first === undefined) return undefined;
  let from = 0;
  for (;;) {
    const hit = found(folded, first, from, folded.text.length);
    if (hit === undefined) return undefined;
    const i = sentenceAt(sentences, folded.source(hit.at));
    const [start, stop] = bounds(folded, sentences, i);
    const spans = [
      ...words.map((part) => found(folded, part, start, stop)),
      ...special.map((kind) => spotted(folded.text, kind, start, stop)),
    ];
    const isDeniedHere = denied.some((part) => found(folded, part, start, stop) !== undefined);
    if (!isDeniedHere && spans.every((span) => span !== undefined)) {
      const [at, end] = [Math.min(...spans.map((span) => span.at)), Math.max(...spans.map((span) => span.end))];
      return inText(folded, { at, end });
    }
    from = Math.max(stop, hit.at + 1);
  }
}

/** Of a sentence, in the folded text: up to where the next one begins. */
function bounds(folded: Folded, sentences: Sentences, i: number): [number, number] {
  const next = sentences[i + 1];
  return [i <= 0 ? 0 : folded.at(sentences[i]?.at ?? 0), next === undefined ? folded.text.length : folded.at(next.at)];
}

/** The last sentence that begins at or before a place. */
function sentenceAt(sentences: Sentences, at: number): number {
  let [low, high] = [0, sentences.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sentences[middle]?.at ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

const inText = (folded: Folded, { at, end }: Span): Span => ({
  at: folded.source(at),
  end: folded.sourceEnd(end),
});
