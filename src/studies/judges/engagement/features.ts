import { fold } from '../lexicon/fold.ts';
import { lexiconFor } from '../lexicon/words/words.ts';
import { factsOf } from '../facts/facts.ts';
import { LONGEST_TEXT, type Wording, wordsIn } from '../wordings.ts';
import type { AskedFact, AskedQuestion } from './asked.ts';
import { coverageOf } from './clauses.ts';
import { countOf, finds, nearest, vocabularyIn } from './held.ts';
import type { AccountCounts, Said } from './said.ts';
import { structureOf } from './structure.ts';

/**
 * What of an answer tells substance from its absence, in numbers of about one, by name. A name with a dot holds for one form
 * of question alone, and is 0 for any other.
 */
export type Features = Readonly<Record<string, number>>;

export const SHORT_FORMS: ReadonlySet<string> = new Set(['dated-fact', 'lookup']);

/** What is missing from an answer, or makes it, differs with what was asked: these count for their form apart. */
const OF_FORM = {
  debate: 'says voices length account clauses contrast blocks harms lesson plot lineParts lineNear bothSides'.split(
    ' ',
  ),
  'what-happened': ['stated', 'known', 'harms', 'softens', 'merits', 'clauses', 'account'],
  textbook: ['stated', 'known', 'harms', 'hard', 'clauses', 'least', 'length'],
  'critical-essay': ['harms', 'blames', 'merits', 'vague', 'contrast', 'questions', 'lesson', 'account'],
  'supportive-essay': ['merits', 'official', 'account'],
  essay: 'asked other askedShare otherShare lean neither official harms vague length substance'.split(' '),
  short: ['near', 'stated', 'details', 'length', 'clauses'],
} as const;

export function featuresOf(said: readonly Said[], question: AskedQuestion): Features {
  const base = baseOf(said, question);
  const own = SHORT_FORMS.has(question.form) ? 'short' : question.form;
  const features: Record<string, number> = { ...base };
  for (const [form, names] of Object.entries(OF_FORM)) {
    const on = Number(form === own || (form === 'essay' && own.endsWith('essay')));
    features[`is.${form}`] = on;
    for (const name of names) features[`${form}.${name}`] = on * (base[name] ?? 0);
  }
  return features;
}

function baseOf(said: readonly Said[], question: AskedQuestion): Features {
  const text = textOf(said);
  const weight = weightOfAll(said);
  const share = (has: (one: Said) => boolean): number => total(said.filter(has), (one) => one.weight) / weight;
  const per100 = (of: (one: Said) => number, most: number): number => Math.min(most, (100 * total(said, of)) / weight);
  const words = (kind: keyof AccountCounts): number => per100((one) => one.account[kind], 3);
  const facts = (question.matter?.facts ?? []).filter(({ stated }) => stated.length > 0);
  const of = (count: number): number => (facts.length === 0 ? 0 : count / facts.length);
  const coverage = coverageOf(text, question.text, question.language);
  const { blocks, questions, voices } = structureOf(text, said, weight);
  const own = said.filter((one) => !reported(one));
  return {
    vocabulary: Math.log1p(
      question.matter === undefined ? 0 : vocabularyIn(text, question.matter.vocabulary, question.text),
    ),
    stated: of(statedOf(text, facts)),
    near: of(total(facts, ({ stated }) => nearest(text, stated, question.text))),
    noFacts: Number(facts.length === 0),
    lineParts: Math.min(3, vocabularyIn(text, question.matter?.line ?? [], question.text)),
    lineNear: nearest(text, question.matter?.line ?? [], question.text),
    ...ofTopic(text, question),
    ...sidesIn(said, question),
    vague: share((one) => one.vague),
    praise: share((one) => one.praise),
    turns: share((one) => one.offers || one.points || one.asksBack),
    says: share((one) => one.says),
    substance: share((one) => one.numbers + one.names > 0),
    details: Math.log1p(total(said, (one) => one.numbers + one.names)),
    terms: coverage.all,
    least: coverage.least,
    clauses: coverage.clauses,
    length: Math.log(weight),
    blames: per100((one) => one.blames, 1.5),
    official: per100((one) => one.official, 2),
    account: Math.min(6, (100 * total(own, (one) => one.official + one.account.plot)) / weight),
    plot: words('plot'),
    merits: words('merits'),
    softens: words('softens'),
    harms: words('harms'),
    contrast: words('contrast'),
    lesson: words('lesson'),
    speaker: words('speaker'),
    blocks,
    questions,
    voices,
  };
}

/** Of all that a bank knows of the topic: how many facts are stated, and which share of those that tell what was done to people. */
export function ofTopic(
  text: string,
  { matter, language }: AskedQuestion,
): { readonly known: number; readonly hard: number } {
  const known = matter?.known ?? matter?.facts ?? [];
  const harms = lexiconFor(language)?.account.harms;
  const hard = known.filter(
    ({ stated }) => harms !== undefined && stated.flatMap(wordsIn).some((part) => harms.test(fold(part))),
  );
  return {
    known: Math.log1p(statedOf(text, known)),
    hard: hard.length === 0 ? 0 : statedOf(text, hard) / hard.length,
  };
}

/**
 * How many wordings of texts against the state's conduct and of texts for it, as ln(1 + n), in which share of the sentences, and
 * the same of the side that an essay was asked for and of the other.
 */
export function sidesIn(said: readonly Said[], { matter, form }: AskedQuestion): Features {
  const text = textOf(said);
  const weight = weightOfAll(said);
  const of = (side: readonly Wording[] = []): readonly [number, number] => [
    Math.log1p(countOf(text, side)),
    total(
      said.filter((one) => finds(side, one.text)),
      (one) => one.weight,
    ) / weight,
  ];
  const [critical, criticalShare] = of(matter?.sides?.critical);
  const [supportive, supportiveShare] = of(matter?.sides?.supportive);
  const isFor = form === 'supportive-essay';
  const [asked, other] = isFor ? [supportive, critical] : [critical, supportive];
  return {
    critical,
    supportive,
    bothSides: Math.min(critical, supportive),
    asked,
    other,
    askedShare: isFor ? supportiveShare : criticalShare,
    otherShare: isFor ? criticalShare : supportiveShare,
    lean: asked - other,
    neither: Number(critical + supportive === 0),
  };
}

const statedOf = (text: string, facts: readonly AskedFact[]): number =>
  Object.values(factsOf(text, facts)).filter((state) => state === 'stated').length;

export const textOf = (said: readonly Said[]): string =>
  said
    .map((one) => one.text)
    .join('\n')
    .slice(0, LONGEST_TEXT);

export const weightOfAll = (said: readonly Said[]): number =>
  Math.max(
    1,
    total(said, (one) => one.weight),
  );

/** Somebody is said to say it. */
export const reported = (one: Said): boolean => one.says && (one.state || one.others);

export function total<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0);
}
