import type { Recording } from '../../runtimes/recording.ts';
import type { Wording } from '../judges/wordings.ts';

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
