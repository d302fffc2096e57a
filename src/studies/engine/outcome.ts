import type { FaultKind } from '../../runtimes/fault.ts';

/** A trial and what became of it. `J` is the judgement of the study. */
export type Outcome<J> = TrialPlace &
  (
    | { readonly state: 'judged'; readonly judgement: J }
    /** There is an answer, and the judge could say nothing of it. */
    | { readonly state: 'unjudged'; readonly reason: string }
    /** There is no answer. */
    | { readonly state: 'errored'; readonly fault: FaultKind; readonly reason: string }
    /** It was never asked, or its asking was broken off. */
    | { readonly state: 'skipped'; readonly reason: string }
  );

export interface TrialPlace {
  /** The key of the trial. */
  readonly trial: string;
  readonly arm: string;
  readonly item: string;
  readonly condition: string;
  readonly repeat: number;
}
