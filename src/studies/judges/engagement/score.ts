import type { AskedQuestion } from './asked.ts';
import { type Features, featuresOf, textOf } from './features.ts';
import type { Said } from './said.ts';
import { asksParts, lackingFeatures, type Told, toldOf } from './told.ts';
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

/** Weights for questions of which a bank says what a good answer has, for accounts that lack a part of it, and for others. */
export type Fitted = Readonly<Record<'knowing' | 'lacking' | 'unknowing', Model<Substance>>>;

/** How likely a text answers, answers in part, and deflects. @param weights others than those that come with Assay, for cross-validation */
export function scoresOf(said: readonly Said[], question: AskedQuestion, weights: Fitted = WEIGHTS): Scores {
  const features = featuresOf(said, question);
  if (!asksParts(question)) {
    const chances = chancesOf(knows(question) ? weights.knowing : weights.unknowing, features);
    return { ...chances, features };
  }
  const told = toldOf(textOf(said), question);
  if (told.lacking.length === 0) return { answered: 1, partly: 0, deflected: 0, features, told };
  return { ...chancesOf(weights.lacking, lackingFeatures(features, told, question.form)), features, told };
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
