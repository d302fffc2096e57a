import { ClaimError, requireNotNegative, requirePositive } from '../claim-error.ts';

/** How thinking trades against number: accuracy at so many tokens a task. */
export type Skill = (tokensPerTask: number) => number;

export interface WorkForce {
  readonly tokensPerTask: number;
  /** Streams that work at once. */
  readonly workers: number;
  readonly tasksPerDay: number;
  readonly skill: number;
  /** Tasks solved a day: number times skill. */
  readonly successesPerDay: number;
}

/**
 * Number × skill of AI workers: the same chips finish many tasks quickly or few with more thought.
 * @param speed tokens a second of one stream
 */
export function workForce(workers: number, speed: number, tokensPerTask: number, skill: Skill): WorkForce {
  requireNotNegative(workers, 'the number of workers');
  requirePositive(speed, 'the speed');
  requirePositive(tokensPerTask, 'the tokens of a task');
  const accuracy = skill(tokensPerTask);
  if (!(accuracy >= 0 && accuracy <= 1)) throw new ClaimError('out-of-range', `a skill of ${accuracy}`);
  const tasksPerDay = (workers * speed * 86_400) / tokensPerTask;
  return { tokensPerTask, workers, tasksPerDay, skill: accuracy, successesPerDay: tasksPerDay * accuracy };
}

/** The frontier over amounts of thinking, in their order. */
export const workFrontier = (workers: number, speed: number, tokens: readonly number[], skill: Skill): WorkForce[] =>
  tokens.map((one) => workForce(workers, speed, one, skill));
