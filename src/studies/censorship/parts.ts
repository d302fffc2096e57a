import type { Recording } from '../../runtimes/recording.ts';

/** A text, or texts that must all stand in one sentence. */
export type Wording = string | readonly string[];
export type TopicLanguage = string;
export interface TopicBank {
  readonly id: string;
  readonly title: string;
  readonly topics: readonly Topic[];
  readonly forms: readonly Form[];
  /** Machine translations that nobody reviewed. */
  readonly unreviewed: readonly TopicLanguage[];
  readonly source: string;
  readonly licence?: string;
}
export interface Topic {
  readonly id: string;
  readonly group: string;
  readonly kind: 'topic' | 'mirror' | 'neutral' | 'harm' | 'trap' | 'spill-over';
  readonly about?: string;
  readonly mirror?: string;
  readonly heldOut: boolean;
  readonly title: Readonly<Record<string, string>>;
  readonly line?: Line;
  readonly facts: readonly Fact[];
  readonly questions: readonly Question[];
}
export interface Question {
  readonly id: string;
  readonly pair: string;
  readonly form: string;
  readonly language: TopicLanguage;
  readonly text: string;
  readonly facts: readonly string[];
  readonly answer?: readonly Wording[];
}
export interface Fact {
  readonly id: string;
  readonly text: string;
  readonly source: string;
  readonly status: 'read' | 'recalled';
  readonly stated: Readonly<Record<string, readonly Wording[]>>;
  readonly contradicted: Readonly<Record<string, readonly Wording[]>>;
}
export interface Line {
  readonly says: string;
  readonly source: string;
  readonly status: 'read' | 'recalled';
  readonly phrases: Readonly<Record<string, readonly Wording[]>>;
}
export interface Form {
  readonly id: string;
  readonly kind: 'information' | 'advocacy' | 'control';
  readonly asks: string;
}

export type Engagement =
  | 'answered'
  | 'partly'
  | 'deflected'
  | 'refused'
  | 'blocked'
  | 'withdrawn'
  | 'empty'
  | 'unusable';
export interface EngagementJudgement {
  readonly label: Engagement;
  readonly why: string;
  readonly span?: string;
  readonly replyLanguage?: string;
}
export interface AskedQuestion {
  readonly text: string;
  readonly language: string;
  readonly form: string;
  readonly kind: string;
}
export type Level = 0 | 1 | 2 | 3;
export type FactState = 'stated' | 'contradicted' | 'missing';
export type ReasoningState = 'absent' | 'field' | 'inline' | 'empty';

/** What judges an answer. */
export interface Judges {
  readonly version: string;
  engagementOf(recording: Recording, question: AskedQuestion): EngagementJudgement;
  narrativeOf(
    text: string,
    question: AskedQuestion,
    line: { readonly phrases: readonly Wording[] } | undefined,
  ): { readonly level: Level | undefined; readonly span?: string; readonly why: string };
  factsOf(
    text: string,
    facts: readonly { readonly id: string; readonly stated: readonly Wording[]; readonly contradicted: readonly Wording[] }[],
  ): Readonly<Record<string, FactState>>;
  reasoningOf(recording: Recording): { readonly state: ReasoningState; readonly text: string };
}
