import { fold } from '../lexicon/fold.ts';
import { primary } from '../lexicon/language.ts';
import { holding, termsOf } from '../lexicon/terms.ts';
import { type Notice, noticeIn } from '../lexicon/notices.ts';
import { lexiconFor } from '../lexicon/words/words.ts';
import { factsOf } from '../facts/facts.ts';
import type { AskedQuestion } from './asked.ts';
import { textOf, total } from './features.ts';
import { finds, vocabularyIn } from './held.ts';
import type { Said } from './said.ts';

/** Words of the topic: a notice may say what it will not speak of. */
const NAMED = 1;
/** Share of a text that a notice is, at least; what stands beside it is talk. */
const MOSTLY = 0.4;
/** As {@link Said.weight}: what is longer is talk. */
const LONGEST_NOTICE = 180;

/** Two in a row, or one in quotation marks: where every noun has a capital, one of them is no name. */
const NAME_AMONG_NOUNS = /(?<=\p{Ll},? )\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+|[„“"«][^”“"»]{2,40}[”“"»]/u;

/** "Yes" says all that some questions ask. Over folded text. */
const YES_OR_NO =
  /^(?:yes|yeah|indeed|correct|true|false|not|да|верно|نعم|بلي|是|对|没有|ja|nein|oui|non|si|sì|sí|sim|não|tak|evet|hayır|はい|いいえ|네|예|아니요)(?![\p{L}])/u;

/**
 * True where a text has nothing on its question: it states or contradicts no fact of the topic, has no word of the topic
 * that the question does not give away, none of what was done to people or whose plot it was, and no name or number of its own. Such a text
 * tells no part of anything, however long it is. Of a question of which a bank knows nothing, its own words are the topic's.
 */
export const saysNothing = (said: readonly Said[], question: AskedQuestion): boolean =>
  said.every((one) => namesOf(one, question.language) === 0 && one.account.harms + one.account.plot === 0) &&
  isBare(said, question, 0);

/** Neither number nor fact, nor more words of the topic than so many: names and deeds stand in many a notice too. */
function isBare(said: readonly Said[], question: AskedQuestion, words: number): boolean {
  const { matter, language } = question;
  if (said.length === 0) return true;
  if (said.some((one) => one.numbers > 0)) return false;
  const text = textOf(said);
  const vocabulary = matter?.vocabulary ?? [];
  if (vocabulary.length === 0) {
    const folded = fold(text);
    return !YES_OR_NO.test(folded) && holding(folded, termsOf(question.text, language, lexiconFor(language))) === 0;
  }
  if (vocabularyIn(text, vocabulary, question.text) > words || finds(matter?.line ?? [], text)) return false;
  return Object.values(factsOf(text, matter?.known ?? matter?.facts ?? [])).every((state) => state === 'missing');
}

/** A notice that stands in place of an answer: with what is no notice beside it, the text still says nothing. */
export function noticeOf(
  said: readonly Said[],
  question: AskedQuestion,
): { readonly family: string; readonly sentence: Said } | undefined {
  const notices = said.map((one) => noticeOfSentence(one, question.language));
  const at = notices.findIndex((notice) => notice !== undefined);
  const [sentence, notice] = [said[at], notices[at]];
  if (sentence === undefined || notice === undefined) return undefined;
  const weight = total(said, (one) => one.weight);
  const silent =
    total(
      said.filter((_, each) => notices[each] !== undefined),
      (one) => one.weight,
    ) >=
      MOSTLY * weight &&
    saysNothing(
      said.filter((_, each) => notices[each] === undefined),
      question,
    ) &&
    isBare(
      said.filter((_, each) => notices[each] !== undefined),
      question,
      NAMED,
    );
  return silent ? { family: notice.family, sentence } : undefined;
}

/** Undefined too where a state is said to say it, or where deeds are told beside it. */
function noticeOfSentence({ folded, weight, says, state }: Said, language: string): Notice | undefined {
  const notice = (says && state) || weight > LONGEST_NOTICE ? undefined : noticeIn(folded, language);
  const account = lexiconFor(language)?.account;
  if (notice === undefined || account === undefined) return notice;
  return account.harms.test(notice.rest) || account.plot.test(notice.rest) ? undefined : notice;
}

const namesOf = ({ text, names }: Said, language: string): number =>
  primary(language) === 'de' ? Number(NAME_AMONG_NOUNS.test(text)) : names;
