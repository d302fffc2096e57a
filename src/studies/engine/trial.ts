import { canonicalJson } from '../../core/digest.ts';
import { UsageError } from '../../core/errors.ts';
import type { Recording } from '../../runtimes/recording.ts';
import type { GenerationRequest, Prompt, Token } from '../../runtimes/request.ts';
import type { RuntimeIdentity } from '../../runtimes/runtime.ts';
import { shortDigest } from './short-digest.ts';

/** One prompt under one condition and repeat. Plain data: a journal holds it, and a judge may see it years later. */
export interface Trial {
  /** Id of the arm that is asked. */
  readonly arm: string;
  readonly item: string;
  readonly condition: string;
  /** From 0. */
  readonly repeat: number;
  readonly ask: Ask;
}

/** Trials in their order. An array is one; a study of very many may make each where it is asked for, always the same. */
export interface Trials {
  readonly length: number;
  at(index: number): Trial | undefined;
}

/** More are no study of a person's, and would not fit into memory (CWE-770). */
const MOST_TRIALS = 2_000_000;

/** @throws UsageError where a stage plans more trials than a run takes */
export function checkNumber({ length }: Trials): void {
  if (length > MOST_TRIALS)
    throw new UsageError(
      `the study plans ${length.toLocaleString('en-US')} trials, and a run takes ${MOST_TRIALS.toLocaleString('en-US')} at most: fewer items, conditions or repeats`,
    );
}

export function trialAt(trials: Trials, index: number): Trial {
  const trial = trials.at(index);
  if (trial === undefined) throw new Error(`the study planned ${trials.length} trials and has no ${index + 1}th`);
  return trial;
}

export type Ask =
  | ({ readonly kind: 'generate' } & GenerationRequest)
  /** How likely the model holds a continuation, teacher-forced. Needs the capability `tokens`. */
  | { readonly kind: 'likelihood'; readonly prompt: Prompt; readonly continuation: string }
  /** The likeliest next tokens. Needs the capability `tokens`. */
  | { readonly kind: 'next'; readonly prompt: Prompt; readonly top: number };

export type Reply =
  | { readonly kind: 'generate'; readonly recording: Recording }
  /** Natural log-probability of each token of the continuation. */
  | { readonly kind: 'likelihood'; readonly tokens: readonly Token[]; readonly logprobs: readonly number[] }
  | {
      readonly kind: 'next';
      /** Likeliest first; natural log-probabilities. */
      readonly top: readonly { readonly token: Token; readonly text: string; readonly logprob: number }[];
    };

/** The identity of a trial in its plan: 32 hexadecimal digits. */
export function trialKey(trial: Trial): string {
  return shortDigest(canonicalJson(trial));
}

/**
 * Everything that an answer hangs on: who was asked, what, how, and which of the repeats. A study that names its arms
 * otherwise, or asks more, finds the answers that it already has by this.
 */
export function answerKey(trial: Trial, who: Who): string {
  const { arm: _, ...asked } = trial;
  return shortDigest(`{"asked":${canonicalJson(asked)},"who":${who}}`);
}

/** Who answers, as canonical JSON: made once for all trials of an arm. */
export type Who = string & { readonly __brand: 'Who' };

export function whoOf(identity: RuntimeIdentity): Who {
  const { capabilities: _, ...who } = identity;
  return canonicalJson(who) as Who;
}
