import type { Asking, Question } from '../question.ts';
import type { Prompted } from '../pool.ts';

/** An answer, to be weighed as the answer to a prompt. */
export interface Weighed {
  readonly prompt: Prompted;
  readonly answer: string;
}

/**
 * The probability of each token of given answers after the tokens before it, teacher-forced: exact where sampling would have
 * to ask hundreds of times. In the order of what is asked; undefined where the model gave none. One pass each.
 */
export function* weigh(id: string, all: readonly Weighed[]): Asking<readonly (readonly number[] | undefined)[]> {
  if (all.length === 0) return [];
  const answers = yield all.map(
    ({ prompt, answer }, index): Question => ({
      kind: 'likelihood',
      id: `${id}/${index + 1}`,
      condition: 'weighed',
      answer,
      ...prompt,
    }),
  );
  return answers.map((answered) =>
    answered !== undefined && 'logprobs' in answered
      ? answered.logprobs.map((logprob) => Math.exp(logprob))
      : undefined,
  );
}
