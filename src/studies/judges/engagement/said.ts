import { fold } from '../lexicon/fold.ts';
import { primary } from '../lexicon/language.ts';
import type { AccountWords } from '../lexicon/account/account.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { refusalIn } from '../lexicon/refusal.ts';
import { LONGEST_TEXT, sentencesOf } from '../wordings.ts';

/** Of one sentence patterns see no more than this, and of one answer no more sentences (CWE-1333). */
const LONGEST_SENTENCE = 600;
const MOST_SENTENCES = 1500;

/** How often a sentence has the words of each kind; all 0 without a lexicon. */
export type AccountCounts = Readonly<Record<keyof AccountWords, number>>;

/** A sentence of an answer, and what the lexicon of its language sees in it. */
export interface Said {
  readonly text: string;
  /** As a rule compares it. */
  readonly folded: string;
  /** Length, a Han character counted for two and a half letters. */
  readonly weight: number;
  /** The rule by which it declines. */
  readonly refuses?: string;
  readonly offers: boolean;
  readonly points: boolean;
  readonly asksBack: boolean;
  readonly vague: boolean;
  readonly praise: boolean;
  readonly says: boolean;
  readonly others: boolean;
  readonly state: boolean;
  readonly denies: boolean;
  /** How many words of blame, and valuations of official accounts. */
  readonly blames: number;
  readonly official: number;
  readonly account: AccountCounts;
  /** Numbers and names that the question has not. */
  readonly numbers: number;
  readonly names: number;
}

export const weightOf = (text: string): number => text.length + 1.5 * (text.match(/\p{sc=Han}/gu)?.length ?? 0);

/** The sentences of an answer, as far as answers are read. Numbers and names of the question are none of the answer's. */
export function saidIn(text: string, asked: string, language: string, lexicon: Lexicon | undefined): readonly Said[] {
  const question = fold(asked);
  return sentencesOf(text.slice(0, LONGEST_TEXT))
    .slice(0, MOST_SENTENCES)
    .map((sentence) => said(sentence.text, question, language, lexicon));
}

function said(text: string, question: string, language: string, lexicon: Lexicon | undefined): Said {
  const cut = text.slice(0, LONGEST_SENTENCE).replaceAll(/[*_#>`]+/g, '');
  const folded = fold(cut);
  const has = (pattern: RegExp | undefined): boolean => pattern?.test(folded) ?? false;
  const refuses = lexicon === undefined ? undefined : refusalIn(folded, lexicon);
  return {
    text,
    folded,
    weight: weightOf(text),
    ...(refuses === undefined ? {} : { refuses }),
    offers: has(lexicon?.offers),
    points: has(lexicon?.points),
    asksBack: has(lexicon?.asksBack),
    vague: lexicon !== undefined && count(folded, lexicon.vague, question) > 0,
    praise: lexicon !== undefined && count(folded, lexicon.praise, question) > 0,
    says: has(lexicon?.says),
    others: has(lexicon?.others),
    state: has(lexicon?.state),
    denies: has(lexicon?.denies),
    blames: lexicon === undefined ? 0 : count(folded, lexicon.blames),
    official: lexicon === undefined ? 0 : count(folded, lexicon.official, question),
    account: accountIn(folded, lexicon, question),
    numbers: numbersIn(folded).filter((number) => !question.includes(number)).length,
    names: namesIn(cut, language).filter((name) => !question.includes(fold(name))).length,
  };
}

const KINDS = ['plot', 'merits', 'softens', 'harms', 'contrast', 'asserts', 'lesson', 'speaker'] as const;

const accountIn = (folded: string, lexicon: Lexicon | undefined, question: string): AccountCounts => {
  const of = (kind: keyof AccountWords): number =>
    lexicon === undefined ? 0 : count(folded, lexicon.account[kind], question);
  return Object.fromEntries(KINDS.map((kind) => [kind, of(kind)])) as AccountCounts;
};

const global = new Map<RegExp, RegExp>();

/** What the question says itself tells nothing of an answer that repeats it. */
function count(text: string, pattern: RegExp, question = ''): number {
  let all = global.get(pattern);
  if (all === undefined) {
    all = new RegExp(pattern.source, `${pattern.flags}g`);
    global.set(pattern, all);
  }
  return text.match(all)?.filter((hit) => !question.includes(hit)).length ?? 0;
}

/** Numbers in digits or, in Chinese, in characters before what they count. The number of a list's line is none. */
function numbersIn(folded: string): string[] {
  return (
    folded
      .replace(/^\d+[.)、]\s*/, '')
      .match(/\d+|[一二三四五六七八九十百千万亿两〇零]{1,9}(?=[年月日人名万千亿个%])/g) ?? []
  );
}

/** Capitals within a sentence, titles and words in quotation marks, transcribed names, Latin words in other scripts. */
function namesIn(sentence: string, language: string): readonly string[] {
  const found = new Set<string>();
  const add = (pattern: RegExp): void => {
    for (const [whole, name] of sentence.matchAll(pattern)) found.add(name ?? whole);
  };
  add(/(?<=[\p{L}\p{N},;:)»”"’'] )["«“(]?(\p{Lu}[\p{L}\p{M}’'-]+)/gu);
  add(/[《「“«"]([^》」”»"]{2,20})[》」”»"]/gu);
  add(/\p{sc=Han}{1,6}[·・‧]\p{sc=Han}{1,6}/gu);
  if (/^(?:zh|ar|ja|ko)$/.test(primary(language))) add(/\p{Lu}[\p{sc=Latn}\d’'-]+/gu);
  return [...found];
}
