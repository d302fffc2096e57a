import type { Outcome } from './outcome.ts';
import type { Trials } from './trial.ts';

/**
 * Takes the course of an adaptive study again from its outcomes, in the order of its trials. False where it was broken off:
 * what was not asked to its end says nothing of what would have followed.
 */
export function retrace<J>(
  course: Generator<Trials, void, readonly Outcome<J>[]>,
  outcomes: readonly Outcome<J>[],
): boolean {
  let at = 0;
  let step = course.next([]);
  while (step.done !== true) {
    const stage = outcomes.slice(at, at + step.value.length);
    at += stage.length;
    if (stage.length < step.value.length || stage.some(({ state }) => state === 'skipped')) return false;
    step = course.next(stage);
  }
  return true;
}
