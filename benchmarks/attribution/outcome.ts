import type { Random } from '../../src/core/random.ts';
import type { ArmPlan, PromptPlan } from './worlds.ts';

/** What an arm does with one sample of a prompt. */
export type Outcome = 'answered' | 'refused' | 'garbled' | 'filtered' | 'filtered refusal' | 'missing';

/** The shares of outcomes, in the order in which they are drawn; the rest is answered. A filter of answers lets refusals pass, or it takes them as well. */
export function sharesOf(arm: ArmPlan, prompt: PromptPlan): readonly (readonly [Outcome, number])[] {
  const { refused, garbled, filtered, refusalsToo = false } = arm.way(prompt);
  const ofAnswers = arm.convention.when === 'mid';
  const taken = ofAnswers ? filtered * (1 - refused) : filtered;
  const left = ofAnswers && !refusalsToo ? refused : refused * (1 - filtered);
  const there = 1 - arm.missing;
  return [
    ['missing', arm.missing],
    ['filtered', there * taken],
    ['filtered refusal', ofAnswers && refusalsToo ? there * filtered * refused : 0],
    ['refused', there * left],
    ['garbled', there * garbled * Math.max(0, 1 - taken - left)],
  ];
}

export function drawn(arm: ArmPlan, prompt: PromptPlan, random: Random): Outcome {
  let left = random.uniform();
  for (const [outcome, share] of sharesOf(arm, prompt)) {
    left -= share;
    if (left < 0) return outcome;
  }
  return 'answered';
}
