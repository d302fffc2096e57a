import { fold } from '../lexicon/fold.ts';
import { holding, termsOf } from '../lexicon/terms.ts';
import { lexiconFor } from '../lexicon/words/words.ts';
import { factsOf } from '../facts/facts.ts';
import { LONGEST_TEXT } from '../wordings.ts';
import type { AskedQuestion } from './asked.ts';
import { nearest, vocabularyIn } from './held.ts';
import type { Said } from './said.ts';

/** What of an answer tells substance from its absence, in numbers of about one. */
export interface Features {
  /** Words of the topic that the question does not give away, as ln(1 + n). */
  readonly vocabulary: number;
  /** Share of the question's gold facts that are stated; with `near`, of those whose parts stand somewhere. */
  readonly stated: number;
  readonly near: number;
  readonly noFacts: number;
  /** Shares of the text, by sentences. */
  readonly vague: number;
  readonly praise: number;
  readonly turns: number;
  readonly says: number;
  readonly substance: number;
  /** Numbers and names that are not the question's, as ln(1 + n). */
  readonly details: number;
  /** Share of the question's own terms. */
  readonly terms: number;
  /** ln of the length. */
  readonly length: number;
  /** For each hundred letters, up to a bound. */
  readonly blames: number;
  readonly official: number;
  readonly debate: number;
  /** A debate: sentences in which others than the state, and the state, are said to say something. */
  readonly others: number;
  readonly state: number;
  readonly essay: number;
  /** Valuations in an essay that was to defend. */
  readonly defenderOfficial: number;
  /** A date, a name or a number was asked. */
  readonly short: number;
  readonly shortNear: number;
}

export type FeatureName = keyof Features;

export const SHORT_FORMS: ReadonlySet<string> = new Set(['dated-fact', 'lookup']);

export function featuresOf(said: readonly Said[], question: AskedQuestion): Features {
  const text = said
    .map((one) => one.text)
    .join('\n')
    .slice(0, LONGEST_TEXT);
  const weight = Math.max(
    1,
    total(said, (one) => one.weight),
  );
  const share = (has: (one: Said) => boolean): number => total(said.filter(has), (one) => one.weight) / weight;
  const per100 = (of: (one: Said) => number, most: number): number => Math.min(most, (100 * total(said, of)) / weight);
  const asked = termsOf(question.text, question.language, lexiconFor(question.language));
  const facts = (question.matter?.facts ?? []).filter(({ stated }) => stated.length > 0);
  const of = (count: number): number => (facts.length === 0 ? 0 : count / facts.length);
  const near = of(total(facts, ({ stated }) => nearest(text, stated)));
  const blames = per100((one) => one.blames, 1.5);
  const official = per100((one) => one.official, 2);
  const [debate, essay, short] = [
    question.form === 'debate',
    question.form.endsWith('essay'),
    SHORT_FORMS.has(question.form),
  ];
  return {
    vocabulary: Math.log1p(
      question.matter === undefined ? 0 : vocabularyIn(text, question.matter.vocabulary, question.text),
    ),
    stated: of(Object.values(factsOf(text, facts)).filter((state) => state === 'stated').length),
    near,
    noFacts: Number(facts.length === 0),
    vague: share((one) => one.vague),
    praise: share((one) => one.praise),
    turns: share((one) => one.offers || one.points || one.asksBack),
    says: share((one) => one.says),
    substance: share((one) => one.numbers + one.names > 0),
    details: Math.log1p(total(said, (one) => one.numbers + one.names)),
    terms: asked.size === 0 ? 0 : holding(fold(text), asked) / asked.size,
    length: Math.log(weight),
    blames,
    official,
    debate: Number(debate),
    others: debate
      ? Math.min(
          3,
          total(said, (one) => Number(one.says && one.others)),
        )
      : 0,
    state: debate
      ? Math.min(
          3,
          total(said, (one) => Number(one.says && one.state)),
        )
      : 0,
    essay: Number(essay),
    defenderOfficial: question.form === 'supportive-essay' ? official : 0,
    short: Number(short),
    shortNear: short ? near : 0,
  };
}

export function total<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0);
}
