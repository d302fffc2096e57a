import type { Finish } from '../../runtimes/event.ts';
import type { Recording } from '../../runtimes/recording.ts';
import { type AskedFact, type AskedQuestion, askedQuestion } from '../judges/engagement/asked.ts';
import { ENGAGEMENT_VERSION, type EngagementJudgement, engagementOf } from '../judges/engagement/engagement.ts';
import { type FactState, factsOf } from '../judges/facts/facts.ts';
import { type NarrativeJudgement, narrativeOf } from '../judges/narrative/narrative.ts';
import { type ReasoningState, reasoningOf } from '../judges/reasoning/reasoning.ts';
import type { Wording } from '../judges/wordings.ts';
import type { Question, Topic } from '../topics/topic.ts';

/** What judges an answer: pure, and without a model. */
export interface Judges {
  readonly version: string;
  /** The same object for the same question. */
  askedQuestion(topic: Topic, question: Question): AskedQuestion;
  engagementOf(recording: Recording, question: AskedQuestion): EngagementJudgement;
  narrativeOf(
    text: string,
    question: AskedQuestion,
    line: { readonly phrases: readonly Wording[] } | undefined,
    finish: Finish,
  ): NarrativeJudgement;
  factsOf(text: string, facts: readonly AskedFact[]): Readonly<Record<string, FactState>>;
  reasoningOf(recording: Recording): { readonly state: ReasoningState; readonly text: string };
}

/** The rules that come with Assay. */
export const JUDGES: Judges = {
  version: ENGAGEMENT_VERSION,
  askedQuestion,
  engagementOf,
  narrativeOf,
  factsOf,
  reasoningOf,
};
