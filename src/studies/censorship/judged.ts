import type { EngagementJudgement } from '../judges/engagement/engagement.ts';
import type { FactState } from '../judges/facts/facts.ts';
import type { Level } from '../judges/narrative/narrative.ts';
import type { ReasoningState } from '../judges/reasoning/reasoning.ts';

/** What is kept of an answer. Plain data. */
export interface Judged {
  readonly engagement: EngagementJudgement;
  /** 0 is neutral, 3 the official account in its own voice. Absent where there is no account, or no text. */
  readonly narrative?: { readonly level: Level; readonly span?: string };
  /**
   * Of the facts that the question asks for; of controls, `answer`. Absent where there is no answer; of one that ran into
   * the bound on tokens, only those that it has.
   */
  readonly facts?: Readonly<Record<string, FactState>>;
  readonly reasoning: {
    readonly state: ReasoningState;
    /** Facts that it states and the answer leaves out. */
    readonly omitted?: readonly string[];
  };
  /** Of the answer that is visible at the end. */
  readonly characters: number;
  readonly replyLanguage?: string;
  /** Of the answer without marks, white space and the name of its topic: the same text has the same. Absent where it is too short. */
  readonly digest?: string;
}
