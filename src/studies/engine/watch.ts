import type { Spent } from './spending.ts';

/** What a display of progress wants to know. */
export interface StudyWatch {
  /** A stage begins: its trials, and how many of them have an answer already. */
  stage(index: number, trials: number, answered: number): void;
  /** One of the answers that were there already is judged. */
  judged(spent: Spent): void;
  /** A trial of this run has an outcome. */
  trial(state: 'judged' | 'unjudged' | 'errored', spent: Spent): void;
  /** An arm is given up. */
  givenUp(arm: string, reason: string): void;
}

export const UNWATCHED: StudyWatch = { stage: () => {}, judged: () => {}, trial: () => {}, givenUp: () => {} };
