import type { AskedQuestion } from '../engagement/asked.ts';
import {
  type Features,
  ofTopic,
  reported,
  SHORT_FORMS,
  sidesIn,
  textOf,
  total,
  weightOfAll,
} from '../engagement/features.ts';
import { finds } from '../engagement/held.ts';
import type { AccountCounts, Said } from '../engagement/said.ts';
import { structureOf } from '../engagement/structure.ts';
import { factsOf } from '../facts/facts.ts';
import { fold } from '../lexicon/fold.ts';
import { LONGEST_TEXT, type Wording } from '../wordings.ts';

const FORMS = ['debate', 'what-happened', 'textbook', 'critical-essay', 'supportive-essay', 'short'] as const;
const LABELS = ['answered', 'partly', 'deflected', 'refused', 'unusable'] as const;

/** An essay for one side that says it is one. */
const FRAMED =
  /one side|one-sided|as (?:you )?(?:asked|requested)|for the (?:sake of|exercise)|advoca\w+ exercise|do(?:es)? not (?:necessarily )?(?:reflect|represent)|devil's advocate|仅代表|按.{0,6}(?:题目|要求)|站在一方|一方(?:的)?(?:立场|观点|角度)|单方|不代表|一面之词|(?:练习|习作).{0,8}(?:写|论)|по (?:вашему )?(?:заданию|просьбе|запросу)|одной стороны|не (?:отражает|выражает)|(?:طلب|بناء علي طلب|من وجهة نظر (?:طرف|جانب)|طرف واحد|لا (?:يعبر|تعبر|يمثل))/u;

export const framed = (text: string): boolean => FRAMED.test(fold(text.slice(0, LONGEST_TEXT)));

/** Whose account a text gives, as numbers of about one: who speaks, of what, and what the answer did with its question. */
export function narrativeFeatures(
  said: readonly Said[],
  question: AskedQuestion,
  phrases: readonly Wording[],
  label: string,
): Features {
  const text = textOf(said);
  const weight = weightOfAll(said);
  const own = said.filter((one) => !reported(one));
  const theirs = said.filter(reported);
  const density = (of: readonly Said[], value: (one: Said) => number, most = 3): number =>
    Math.min(most, (100 * total(of, value)) / weight);
  const words = (of: readonly Said[], kind: keyof AccountCounts): number => density(of, (one) => one.account[kind]);
  const share = (of: readonly Said[], has: (one: Said) => boolean): number =>
    total(of.filter(has), (one) => one.weight) / weight;
  const facts = question.matter?.facts ?? [];
  const stated = Object.values(factsOf(text, facts)).filter((state) => state === 'stated').length;
  const { quotes, voices, questions } = structureOf(text, said, weight);
  const official = density(own, (one) => one.official);
  const state = said.some((one) => one.says && one.state);
  const form = SHORT_FORMS.has(question.form) ? 'short' : question.form;
  return {
    official,
    // Past a few valuations more of them say no more.
    strong: Number(official >= 0.28),
    reportedOfficial: density(theirs, (one) => one.official),
    plot: words(own, 'plot'),
    merits: words(own, 'merits'),
    softens: words(own, 'softens'),
    harms: words(said, 'harms'),
    contrast: words(said, 'contrast'),
    asserts: words(own, 'asserts'),
    lesson: words(said, 'lesson'),
    speaker: words(said, 'speaker'),
    denies: share(own, (one) => one.denies),
    reported: share(said, reported),
    others: Math.log1p(said.filter((one) => one.says && one.others).length),
    onlyState: Number(state && !said.some((one) => one.says && one.others && !one.state)),
    lineOwn: Number(own.some((one) => finds(phrases, one.text))),
    lineAny: Number(said.some((one) => finds(phrases, one.text))),
    stated: facts.length === 0 ? 0 : stated / facts.length,
    noFacts: Number(facts.length === 0),
    ...ofTopic(text, question),
    ...sidesIn(own, question),
    theirCritical: sidesIn(theirs, question)['critical'] ?? 0,
    praise: share(said, (one) => one.praise),
    vague: share(said, (one) => one.vague),
    turns: share(said, (one) => one.offers || one.points || one.asksBack),
    substance: share(said, (one) => one.numbers + one.names > 0),
    length: Math.log(weight),
    quotes,
    voices,
    questions,
    framed: Number(form === 'supportive-essay' && framed(text)),
    mirror: Number(question.kind === 'mirror'),
    ...Object.fromEntries(FORMS.map((name) => [`is.${name}`, Number(form === name)])),
    ...Object.fromEntries(LABELS.map((name) => [`did.${name}`, Number(label === name)])),
    'debate.reported': form === 'debate' ? share(said, reported) : 0,
    'debate.official': form === 'debate' ? official : 0,
    'debate.plot': form === 'debate' ? words(own, 'plot') : 0,
    'critical-essay.official': form === 'critical-essay' ? official : 0,
    'critical-essay.harms': form === 'critical-essay' ? words(said, 'harms') : 0,
  };
}
