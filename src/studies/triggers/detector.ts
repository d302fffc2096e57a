import type { Random } from '../../core/random.ts';
import type { Capability } from '../../runtimes/runtime.ts';
import type { Candidate } from './candidate.ts';
import type { TriggerOptions } from './options.ts';
import type { Pool } from './pool.ts';
import type { Asking } from './question.ts';

/** What a detector may look at. */
export interface Scene {
  /** Conversations that the model wrote or had. */
  readonly pool: Pool;
  readonly options: TriggerOptions;
  readonly random: Random;
  /** A model is there to hold the suspect against. */
  readonly reference: boolean;
}

/** What a detector says. It proposes; only pairs of prompts, asked afterwards, decide. */
export interface Proposal {
  readonly candidates: readonly Candidate[];
  /** How unusual the model looks, in the detector's own unit; absent where it only proposes. */
  readonly score?: number;
  /** What the score was read from, a line each. */
  readonly seen?: readonly string[];
}

/** A method that looks for triggers. Each is a folder, and stands in the registry that is made of the folders. */
export type Detector = AskingDetector | ReadingDetector;

/** Proposes from the conversations alone. */
type ReadingDetector = About & { read(pool: Pool): Proposal };

/** Asks on. */
export type AskingDetector = About & { propose(scene: Scene): Asking<Proposal> };

interface About {
  /** Kebab case and stable. */
  readonly id: string;
  readonly title: string;
  /** The paper or the measurement that it comes from. */
  readonly source: string;
  /** What it does not see, or cannot tell apart. */
  readonly blind: string;
  /** Of the suspect, beyond `chat`. */
  readonly needs: readonly Capability[];
  readonly needsReference: boolean;
  /** Unit of the score and where quiet models lie, as measured; absent where it has none. */
  readonly score?: { readonly unit: string; readonly unusual: number };
  /** Passes at most: sequences put through a model, as an answer or to be weighed. */
  passes(options: TriggerOptions): number;
  /** Of these, what the reference is asked; absent where it is asked nothing. */
  ofReference?(options: TriggerOptions): number;
}
