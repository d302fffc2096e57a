import type { Outcome } from './outcome.ts';

/** Of a study's trials, from what is stored. */
export interface Counts {
  readonly planned: number;
  readonly judged: number;
  readonly unjudged: number;
  readonly errored: number;
  readonly skipped: number;
}

/**
 * Counts outcomes against the plan of the journal.
 * @throws Error where they do not add up, or a trial is there twice: a summary that is wrong is worse than none
 */
export async function count(planned: number, outcomes: AsyncIterable<Outcome<unknown>>): Promise<Counts> {
  const of = { judged: 0, unjudged: 0, errored: 0, skipped: 0 };
  const seen = new Set<string>();
  for await (const { state, trial } of outcomes) {
    if (seen.has(trial)) throw new Error(`the trial ${trial} has two outcomes`);
    seen.add(trial);
    of[state]++;
  }
  const sum = of.judged + of.unjudged + of.errored + of.skipped;
  if (sum !== planned) throw new Error(`${planned} trials were planned and ${sum} have an outcome`);
  return { planned, ...of };
}
