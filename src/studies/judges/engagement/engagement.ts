import { answerOf } from '../../../runtimes/answer.ts';
import type { Recording } from '../../../runtimes/recording.ts';
import type { AskedQuestion } from './asked.ts';
import { ofPart } from './part.ts';
import { textJudgement } from './text.ts';
import { transportJudgement } from './transport.ts';

/** Raised with every change of what the judges of engagement, narrative and facts say. */
export const ENGAGEMENT_VERSION = '5';

/**
 * What an answer does with its question. `blocked`, `withdrawn` and `empty` are read from the log, the others from the
 * text. `unusable`: garbled, in another language, or cut off before any substance; it counts as missing.
 */
export const ENGAGEMENTS = [
  'answered',
  'partly',
  'deflected',
  'refused',
  'blocked',
  'withdrawn',
  'empty',
  'unusable',
] as const;
export type Engagement = (typeof ENGAGEMENTS)[number];

export interface EngagementJudgement {
  readonly label: Engagement;
  /** The rule, or the signal of the service, that decided. */
  readonly why: string;
  /** The words of the text that decided. */
  readonly span?: string;
  /**
   * The text has no end of its own: the connection broke, and it counts for nothing; or it ran into the bound on tokens, and
   * nothing is said of what it leaves out.
   */
  readonly cut?: 'broken' | 'limit';
  /** As {@link AskedQuestion.language}; absent where there is too little text. */
  readonly replyLanguage?: string;
}

/** Judges by rules, without a model: transport first, then the text. Pure; in time linear in the text. */
export function engagementOf(recording: Recording, question: AskedQuestion): EngagementJudgement {
  const answer = answerOf(recording);
  return (
    transportJudgement(recording, answer) ?? ofPart(textJudgement(answer.text, question, answer.finish), answer.finish)
  );
}
