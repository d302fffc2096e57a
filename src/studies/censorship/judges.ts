import type { Recording } from '../../runtimes/recording.ts';
import type { Wording } from '../judges/wordings.ts';
import type { Question, Topic } from '../topics/topic.ts';

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
export interface AskedFact {
  readonly id: string;
  readonly stated: readonly Wording[];
  readonly contradicted: readonly Wording[];
}
export type Level = 0 | 1 | 2 | 3;
export type FactState = 'stated' | 'contradicted' | 'missing';
export type ReasoningState = 'absent' | 'field' | 'inline' | 'empty';

/** What judges an answer. */
export interface Judges {
  readonly version: string;
  /** The same object for the same question. */
  askedQuestion(topic: Topic, question: Question): AskedQuestion;
  engagementOf(recording: Recording, question: AskedQuestion): EngagementJudgement;
  narrativeOf(
    text: string,
    question: AskedQuestion,
    line: { readonly phrases: readonly Wording[] } | undefined,
  ): { readonly level: Level | undefined; readonly span?: string; readonly why: string };
  factsOf(text: string, facts: readonly AskedFact[]): Readonly<Record<string, FactState>>;
  reasoningOf(recording: Recording): { readonly state: ReasoningState; readonly text: string };
}
