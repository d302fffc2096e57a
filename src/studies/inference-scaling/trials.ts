import { createHash } from 'node:crypto';
import type { GenerationRequest } from '../../runtimes/request.ts';
import type { Trials } from '../engine/trial.ts';
import { ASKED } from './matching.ts';
import { type Budget, budgetsOf, type ScalingOptions } from './options.ts';
import type { Question } from './question.ts';

/** Every question at every budget, as often as is asked, for every model. */
export function trialsOf(
  questions: readonly Question[],
  options: ScalingOptions,
  arms: readonly { readonly id: string }[],
  seed: number,
): Trials {
  const budgets = budgetsOf(options);
  const { repeats } = options;
  const each = questions.length * budgets.length * repeats;
  return {
    length: arms.length * each,
    at: (index) => {
      const arm = arms[Math.floor(index / each)];
      const question = questions[Math.floor((index % each) / (budgets.length * repeats))];
      const budget = budgets[Math.floor(index / repeats) % budgets.length];
      if (arm === undefined || question === undefined || budget === undefined) return undefined;
      const repeat = index % repeats;
      const ask = {
        kind: 'generate' as const,
        ...request(question, budget, options, seedOf(seed, question.id, repeat)),
      };
      return { arm: arm.id, item: question.id, condition: budget.id, repeat, ask };
    },
  };
}

function request({ question }: Question, budget: Budget, options: ScalingOptions, seed: number): GenerationRequest {
  const { by, answer, temperature } = options;
  const messages = [{ role: 'user' as const, content: `${question}\n\n${ASKED}` }];
  const tokens = budget.tokens ?? 0;
  const maxTokens = by === 'max-tokens' ? tokens : by === 'thinking' ? tokens + answer : answer;
  return {
    prompt: { kind: 'chat', messages },
    sampling: { temperature, maxTokens, seed },
    ...(by === 'thinking' ? { thinking: { kind: 'tokens', tokens } } : {}),
    ...(by === 'effort' ? { thinking: { kind: 'effort', effort: budget.id } } : {}),
  };
}

/** The same at every budget, so that what differs is the budget. 31 bits: what every server takes. */
export function seedOf(seed: number, item: string, repeat: number): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, item, repeat]))
    .digest();
  return digest.readUInt32BE(0) >>> 1;
}
