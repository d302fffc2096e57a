import type { AskedQuestion } from './asked.ts';
import { type FeatureName, type Features, featuresOf } from './features.ts';
import type { Said } from './said.ts';
import { WEIGHTS } from './weights.ts';

/** A logistic model: the log-odds are the intercept and, for each feature, its weight times its value. */
export interface Weights {
  readonly intercept: number;
  readonly of: Readonly<Partial<Record<FeatureName, number>>>;
}

export interface Scores {
  /** How likely it answers, and that it deflects; each against everything else that declines nothing. */
  readonly answered: number;
  readonly deflected: number;
  readonly features: Features;
}

/** Weights for questions of which a bank says what a good answer has, and for others. */
export type Fitted = Readonly<
  Record<'knowing' | 'unknowing', { readonly answered: Weights; readonly deflected: Weights }>
>;

/** @param weights others than those that come with Assay, for cross-validation */
export function scoresOf(said: readonly Said[], question: AskedQuestion, weights: Fitted = WEIGHTS): Scores {
  const features = featuresOf(said, question);
  const { answered, deflected } = knows(question) ? weights.knowing : weights.unknowing;
  return { answered: chance(answered, features), deflected: chance(deflected, features), features };
}

/** Whether a bank says what a good answer has: those of others mostly do not. */
export const knows = ({ matter }: AskedQuestion): boolean => (matter?.vocabulary.length ?? 0) > 0;

export function chance({ intercept, of }: Weights, features: Features): number {
  let logit = intercept;
  for (const [name, weight] of Object.entries(of)) logit += weight * features[name as FeatureName];
  return 1 / (1 + Math.exp(-logit));
}
