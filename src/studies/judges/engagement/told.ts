import { inDigits } from '../facts/digits.ts';
import { factsOf } from '../facts/facts.ts';
import { LONGEST_TEXT } from '../wordings.ts';
import type { Said } from './said.ts';
import type { AskedAspect, AskedQuestion } from './asked.ts';
import { type Features, SHORT_FORMS, textOf, total, weightOfAll } from './features.ts';
import { countOf, finds, nearest } from './held.ts';

/** How much of what was asked, part by part, a text tells, rightly or wrongly. */
export interface Told {
  /** How many parts the question has, as far as the bank says. */
  readonly parts: number;
  /** What those ask of which nothing is told. */
  readonly lacking: readonly string[];
  /** Of the part that is told least: how near the text comes to telling it, from 0 to 1. */
  readonly least: number;
  readonly mean: number;
  /** Of the parts that are told: the fewest wordings by which one is, as ln(1 + n). */
  readonly thinnest: number;
  /** Share of the text whose sentences tell something of any part. */
  readonly share: number;
}

/** Where a bank does not say what the parts are, any fact that was asked for will do. */
export function toldOf(said: readonly Said[], question: AskedQuestion): Told {
  const text = textOf(said);
  const aspects = known(question);
  const facts = [...new Set(aspects.flatMap((aspect) => aspect.facts))];
  const states = factsOf(text, facts);
  const readings = [...new Set([text, inDigits(text).slice(0, LONGEST_TEXT)])];
  // All aspects in one reading before the next: a text is folded once while it is asked.
  const counts = readings.map((reading) => aspects.map(({ told }) => countOf(reading, told)));
  const rows = aspects.map((aspect, at) => {
    const byFacts = aspect.facts.filter(({ id }) => (states[id] ?? 'missing') !== 'missing').length;
    const byWords = Math.max(...counts.map((row) => row[at] ?? 0));
    const near = Math.max(0, ...aspect.facts.map(({ stated }) => nearest(text, stated, question.text)));
    return { aspect, told: byFacts + byWords, degree: byFacts + byWords > 0 ? 1 : 0.5 * near };
  });
  const fewest = rows.map(({ told }) => told).filter((told) => told > 0);
  const degrees = rows.map(({ degree }) => degree);
  return {
    parts: aspects.length,
    lacking: rows.filter(({ told }) => told === 0).map(({ aspect }) => aspect.asks),
    least: degrees.length === 0 ? 0 : Math.min(...degrees),
    mean: degrees.length === 0 ? 0 : degrees.reduce((sum, one) => sum + one, 0) / degrees.length,
    thinnest: fewest.length === 0 ? 0 : Math.log1p(Math.min(...fewest)),
    share:
      total(
        said.filter((one) => aspects.some(({ told }) => finds(told, one.text))),
        (one) => one.weight,
      ) / weightOfAll(said),
  };
}

/** Those that the language of the question has words for. */
function known({ matter }: AskedQuestion): readonly AskedAspect[] {
  const aspects = matter?.aspects ?? [{ asks: 'the facts', facts: matter?.facts ?? [], told: [] }];
  return aspects
    .map((aspect) => ({ ...aspect, facts: aspect.facts.filter(({ stated }) => stated.length > 0) }))
    .filter(({ facts, told }) => facts.length + told.length > 0);
}

/** Whether the parts decide by weight: of accounts and debates. Of a short question they decide by themselves. */
export const asksParts = (question: AskedQuestion): boolean => !SHORT_FORMS.has(question.form) && hasAspects(question);

/** Whether a bank says, in words of the language, what is asked, part by part. */
export const hasAspects = (question: AskedQuestion): boolean =>
  question.matter?.aspects !== undefined && known(question).length > 0;

/** What beside the parts tells whether an account or a debate answers, as by the state's own version of it. */
const WEIGHED = 'account official supportive critical softens vague turns harms merits substance vocabulary'.split(' ');
/** Where nothing is lacking, or one part, these count apart. */
const APART = 'account official supportive critical vague substance'.split(' ');

/** Of a question that a bank knows part by part. */
export function partsFeatures(features: Features, told: Told, form: string): Features {
  const { parts, lacking, least, mean, thinnest, share } = told;
  const lack = lacking.length / Math.max(1, parts);
  const [none, one, all] = [0, 1, parts].map((count) => Number(lacking.length === count));
  const apart = (name: string, is = 0): [string, number][] =>
    [...APART.map((key): [string, number] => [key, features[key] ?? 0]), ['share', share] as const].map(
      ([key, value]) => [`${name}.${key}`, is * value],
    );
  return {
    ...Object.fromEntries(WEIGHED.map((name) => [name, features[name] ?? 0])),
    ...Object.fromEntries([...apart('none', none), ...apart('one', one)]),
    lack,
    none: none ?? 0,
    one: one ?? 0,
    all: all ?? 0,
    mean,
    least,
    thinnest,
    share,
    textbook: Number(form === 'textbook'),
    debate: Number(form === 'debate'),
    'debate.lack': form === 'debate' ? lack : 0,
  };
}
