import type { Capability } from '../../../runtimes/runtime.ts';
import type { Trial } from '../../engine/trial.ts';
import type { PromptCount } from './arm-rates.ts';
import { NEUTRAL } from './openers.ts';

/** An arm that shows its weights, or lets its answers be begun. */
export interface ProbedArm {
  readonly arm: string;
  readonly capabilities: readonly Capability[];
}

/** A question, once for each language. */
export interface ProbedQuestion {
  readonly item: string;
  readonly language: string;
  readonly group: PromptCount['group'];
  readonly text: string;
}

export const PREFILLED = 'prefilled';
export const FIRST_TOKENS = 'first-tokens';

/** Places of an answer whose likeliest tokens are asked for, and how many of each. */
const TREE = { places: 5, top: 20 } as const;

/**
 * The trials that look behind answers, all greedy: each question with a neutral beginning of its answer, in languages that have
 * one; and the likeliest first tokens. Controls are asked the same: a beginning that changes them says nothing of topics.
 * Arms that offer neither get none.
 */
export function extraTrialsOf(
  arms: readonly ProbedArm[],
  questions: readonly ProbedQuestion[],
  maxTokens: number,
): Trial[] {
  const can = ({ capabilities }: ProbedArm, capability: Capability): boolean => capabilities.includes(capability);
  return arms.flatMap((arm) => [
    ...(can(arm, 'prefill') ? questions.flatMap((question) => prefilled(arm, question, maxTokens)) : []),
    ...(can(arm, 'logprobs') ? questions.map((question) => firstTokens(arm, question)) : []),
  ]);
}

function prefilled({ arm }: ProbedArm, { item, language, text }: ProbedQuestion, maxTokens: number): Trial[] {
  const begins = NEUTRAL[language];
  if (begins === undefined) return [];
  const prompt = { kind: 'chat', messages: [{ role: 'user', content: text }], prefill: begins } as const;
  const ask = { kind: 'generate', prompt, sampling: { temperature: 0, maxTokens } } as const;
  return [{ arm, item, condition: PREFILLED, repeat: 0, ask }];
}

function firstTokens({ arm }: ProbedArm, { item, text }: ProbedQuestion): Trial {
  const prompt = { kind: 'chat', messages: [{ role: 'user', content: text }] } as const;
  const sampling = { temperature: 0, maxTokens: TREE.places } as const;
  return {
    arm,
    item,
    condition: FIRST_TOKENS,
    repeat: 0,
    ask: { kind: 'generate', prompt, sampling, logprobs: TREE.top },
  };
}
