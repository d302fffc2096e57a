export type ReadingId =
  | 'filter-in-chat'
  | 'filter-at-api'
  | 'in-the-weights'
  | 'weights-and-filter'
  | 'host-moderation'
  | 'wrong-template'
  | 'undecided'
  | 'none';

/** Where answers are withheld, as the counts have it. */
export interface Reading {
  readonly id: ReadingId;
  /** In one sentence. */
  readonly says: string;
  /** Names of the arms that it is about. */
  readonly arms: readonly string[];
  readonly evidence: readonly string[];
  /** Other readings of the same counts, with why each is less likely, or still open. */
  readonly rivals: readonly Rival[];
  /** What the claim would still need; empty where nothing is known to be wanting. */
  readonly wanting: readonly string[];
}

export interface Rival {
  readonly id: ReadingId | 'chance' | 'system-prompt' | 'other-checkpoint' | 'relay' | 'too-little-asked';
  readonly open: boolean;
  readonly why: string;
}
