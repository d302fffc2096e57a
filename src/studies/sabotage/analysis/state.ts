import type { AnalysisContext } from '../../engine/study.ts';
import type { Outcome } from '../../engine/outcome.ts';
import { begun, conduct, type Progress, type Setup } from '../conduct.ts';
import type { Judged } from '../judging.ts';

/** A study that is read again from its outcomes. */
export interface State {
  readonly progress: Progress;
  readonly outcomes: readonly Outcome<Judged>[];
  /** False where it was broken off. */
  readonly ended: boolean;
}

/** Takes the course again that the outcomes say it took. */
export async function stateOf(
  setup: Setup,
  rows: () => AsyncIterable<Outcome<Judged>>,
  { arms, seed }: Pick<AnalysisContext, 'arms' | 'seed'>,
): Promise<State> {
  const outcomes: Outcome<Judged>[] = [];
  for await (const outcome of rows()) outcomes.push(outcome);
  const progress = begun();
  const steps = conduct(setup, arms, seed, progress);
  let at = 0;
  let step = steps.next([]);
  while (step.done !== true) {
    const stage = outcomes.slice(at, at + step.value.length);
    at += stage.length;
    // What was not asked to its end says nothing of what would have followed.
    if (stage.length < step.value.length || stage.some(({ state }) => state === 'skipped'))
      return { progress, outcomes, ended: false };
    step = steps.next(stage);
  }
  return { progress, outcomes, ended: true };
}
