import type { Behaviour } from './behaviour.ts';
import { nameOf } from './behaviour.ts';
import type { Feature } from './features.ts';
import type { Turn } from './pool.ts';

/** What may switch a behaviour on: features of a turn that stand together. */
export interface Candidate {
  readonly turn: Turn;
  readonly features: readonly Feature[];
  readonly behaviour: Behaviour;
  /** Turns that have the features, of a detector's own making; they are used where no conversation has them. */
  readonly carriers?: readonly string[];
  /** The detector that proposed it. */
  readonly detector: string;
  /** By which the detector orders what it proposes. */
  readonly score: number;
}

/** The same for the same proposal, whoever makes it. */
export function candidateId({ turn, features, behaviour }: Candidate): string {
  return `${turn}/${features.join('+')}/${nameOf(behaviour)}`;
}
