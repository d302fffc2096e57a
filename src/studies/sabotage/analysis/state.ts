import type { AnalysisContext } from '../../engine/study.ts';
import type { Outcome } from '../../engine/outcome.ts';
import { retrace } from '../../engine/retrace.ts';
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
  const ended = retrace(conduct(setup, arms, seed, progress), outcomes);
  return { progress, outcomes, ended };
}
