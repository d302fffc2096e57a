import type { AskedQuestion } from './asked.ts';
import { type Features, featuresOf } from './features.ts';
import type { Said } from './said.ts';
import { asksParts, partsFeatures, type Told, toldOf } from './told.ts';
import { WEIGHTS } from './weights.ts';

/** One logistic model for each class against all others: its log-odds are the intercept and weight times value, summed. */
export interface Model<Class extends string> {
  readonly classes: readonly Class[];
  readonly intercepts: readonly number[];
  /** For each feature its weight in every class. */
  readonly weights: Readonly<Record<string, readonly number[]>>;
}

type Substance = 'answered' | 'partly' | 'deflected';

export interface Scores extends Readonly<Record<Substance, number>> {
  readonly features: Features;
  /** Of a question whose parts a bank knows. */
  readonly told?: Told;
}

/**
 * Weights by what a bank says of a question: what it asks part by part; else what either side says, besides facts; facts
 * alone; nothing.
 */
export type Fitted = Readonly<Record<'parts' | Known, Model<Substance>>>;

type Known = 'sides' | 'facts' | 'nothing';

const knownOf = (question: AskedQuestion): Known =>
  question.matter?.sides !== undefined ? 'sides' : knows(question) ? 'facts' : 'nothing';

/** How likely a text answers, answers in part, and deflects. @param weights others than those that come with Assay, for cross-validation */
export function scoresOf(said: readonly Said[], question: AskedQuestion, weights: Fitted = WEIGHTS): Scores {
  const features = featuresOf(said, question);
  if (!asksParts(question)) {
    return { ...chancesOf(weights[knownOf(question)], features), features };
  }
  const told = toldOf(said, question);
  return { ...chancesOf(weights.parts, partsFeatures(features, told, question.form)), features, told };
}

/** Whether a bank says what a good answer has: those of others mostly do not. */
export const knows = ({ matter }: AskedQuestion): boolean => (matter?.vocabulary.length ?? 0) > 0;

/** The chances of the classes, made to sum to one. */
export function chancesOf<Class extends string>(
  { classes, intercepts, weights }: Model<Class>,
  features: Features,
): Record<Class, number> {
  const logits = intercepts.map((intercept, at) =>
    Object.entries(weights).reduce((sum, [name, of]) => sum + (of[at] ?? 0) * (features[name] ?? 0), intercept),
  );
  const odds = logits.map((logit) => 1 / (1 + Math.exp(-logit)));
  const all = odds.reduce((sum, one) => sum + one, 0);
  return Object.fromEntries(classes.map((name, at) => [name, (odds[at] ?? 0) / all])) as Record<Class, number>;
}
