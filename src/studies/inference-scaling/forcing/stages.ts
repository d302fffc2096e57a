import type { Outcome } from '../../engine/outcome.ts';
import type { Trial, Trials } from '../../engine/trial.ts';
import type { Judged } from '../judging.ts';
import { budgetsOf, type ScalingOptions } from '../options.ts';
import type { Question } from '../question.ts';
import { seedOf } from '../trials.ts';
import { Chain } from './chain.ts';
import { cutOff } from './thought.ts';

/**
 * Budget forcing (arXiv:2501.19393): thought is grown up to the first budget, where it is cut off and an answer forced, then up to
 * the next. Where a model would stop before, “Wait” is said for it, `waits` times at most in a chain.
 */
export async function* forcedStages(
  questions: readonly Question[],
  options: ScalingOptions,
  arms: readonly { readonly id: string }[],
  seed: number,
): AsyncGenerator<Trials, void, readonly Outcome<Judged>[]> {
  const repeats = Array.from({ length: options.repeats }, (_, repeat) => repeat);
  const chains = arms.flatMap(({ id }) =>
    questions.flatMap((question) =>
      repeats.map((repeat) => new Chain(id, question, repeat, seedOf(seed, question.id, repeat), options)),
    ),
  );
  for (const [at, budget] of budgetsOf(options).entries()) {
    const open = (): Chain[] => chains.filter((chain) => chain.wants(budget.tokens ?? 0));
    // Each turn a chain fills its budget, is lost, or has a “Wait” less.
    for (let thinking = open(); thinking.length > 0; thinking = open()) {
      const outcomes = yield thinking.map((chain) => chain.think(budget, at));
      for (const [index, chain] of thinking.entries()) chain.take(outcomes[index], budget);
    }
    const answering = chains.filter(({ lost }) => !lost);
    if (answering.length > 0) yield answering.map((chain) => chain.answer(budget));
  }
}

/** What no run asks more of: every chain thinks up to the last budget, uses all that urges it on, and answers at each budget. */
export function forcedMost(
  questions: readonly Question[],
  options: ScalingOptions,
  arms: readonly { readonly id: string }[],
): Trials {
  const budgets = budgetsOf(options);
  const steps = budgets.map(({ tokens = 0 }) => tokens);
  const each = 2 * steps.length + options.waits;
  const chains = questions.length * options.repeats;
  return {
    length: arms.length * chains * each,
    at: (index): Trial | undefined => {
      const arm = arms[Math.floor(index / (chains * each))];
      const question = questions[Math.floor((index % (chains * each)) / (each * options.repeats))];
      if (arm === undefined || question === undefined) return undefined;
      const part = index % each;
      const step = Math.min(Math.floor(part / 2), steps.length - 1);
      const [before, tokens] = [steps[step - 1] ?? 0, steps[step] ?? 0];
      const urged = part >= 2 * steps.length;
      const answers = !urged && part % 2 === 1;
      const read = urged || answers ? tokens : before;
      // Urged on it takes what is left of a budget, which is counted already.
      const maxTokens = urged ? 1 : answers ? options.answer : tokens - before;
      const prefill = cutOff(' '.repeat(4 * read));
      const messages = [{ role: 'user' as const, content: question.question }];
      const prompt = { kind: 'chat' as const, messages, prefill };
      const place = { arm: arm.id, item: question.id, condition: `most-${part}`, repeat: 0 };
      return { ...place, ask: { kind: 'generate', prompt, sampling: { temperature: options.temperature, maxTokens } } };
    },
  };
}
