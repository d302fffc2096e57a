import type { Proposal } from './detector.ts';
import { Pool } from './pool.ts';
import type { Answered, Arms, Asking } from './question.ts';
import type { Result } from './results.ts';
import type { Lock } from './search/lock.ts';
import type { Tested } from './search/verification.ts';
import type { Varied } from './search/vary.ts';

/** What became of the search so far: everything that the analysis reads. */
export interface Progress {
  arms: Arms | undefined;
  pool: Pool;
  /** The bank that was asked, where one was. */
  bank: string | undefined;
  /** Triggers of relatives that were to be tried. */
  replays: number;
  proposals: readonly (Proposal & { readonly detector: string })[];
  screened: readonly Tested[];
  controls: readonly Tested[];
  confirmed: readonly Tested[];
  results: readonly Result[];
  varied: readonly Varied[];
  locks: readonly Lock[];
  /** Detectors that were not run, and what they lacked. */
  readonly passedOver: { readonly detector: string; readonly lacks: string }[];
  /** Sequences put through a model so far, as an answer or to be weighed. */
  passes: number;
  /** Steps that the budget cut short, or left out. */
  readonly cutShort: string[];
  /** Whether enough was left behind conversations and detectors to confirm a trigger. */
  room: boolean;
  /** Candidates that the budget left without a screen, and without a decision. */
  unscreened: number;
  undecided: number;
}

export const begun = (): Progress => ({
  arms: undefined,
  pool: new Pool(),
  bank: undefined,
  replays: 0,
  proposals: [],
  screened: [],
  controls: [],
  confirmed: [],
  results: [],
  varied: [],
  locks: [],
  passedOver: [],
  passes: 0,
  cutShort: [],
  room: true,
  unscreened: 0,
  undecided: 0,
});

/**
 * Counts what is asked, and asks no more than brings the passes of the search to `most`. Every step plans for what is left; were one
 * to ask more all the same, its last questions come to no answer.
 */
export function* counted<T>(asking: Asking<T>, progress: Progress, most: number): Asking<T> {
  let step = asking.next([]);
  while (step.done !== true) {
    const { length } = step.value;
    const within = step.value.slice(0, Math.max(0, most - progress.passes));
    const answers: readonly Answered[] = within.length === 0 ? [] : yield within;
    progress.passes += within.length;
    step = asking.next([...answers, ...Array.from({ length: length - within.length }, () => undefined)]);
  }
  return step.value;
}
