import type { Proposal } from './detector.ts';
import { Pool } from './pool.ts';
import type { Arms, Asking } from './question.ts';
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
  unscreened: 0,
  undecided: 0,
});

/** Counts what is asked. */
export function* counted<T>(asking: Asking<T>, progress: Progress): Asking<T> {
  let step = asking.next([]);
  while (step.done !== true) {
    const answers = yield step.value;
    progress.passes += step.value.length;
    step = asking.next(answers);
  }
  return step.value;
}
