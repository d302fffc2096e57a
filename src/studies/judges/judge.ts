import type { Answer } from '../../runtimes/answer.ts';
import type { Recording } from '../../runtimes/recording.ts';
import type { GenerationRequest } from '../../runtimes/request.ts';

/** Labels answers. Versioned: the same answers can be judged again, and by another. */
export interface Judge {
  readonly id: string;
  /** Raised with every change of what it says. */
  readonly version: string;
  readonly labels: readonly string[];
  /** @throws JudgeFault where it can say nothing of the answer */
  judge(answer: Answer, item: JudgedItem, model: AskModel | undefined): Promise<Judgement>;
}

/** What a judge knows of the question. Never the condition: it must not see which arm of a contrast it judges. */
export interface JudgedItem {
  /** The question as it was put, without what the condition adds. */
  readonly text: string;
  /** Right answers, where the study has them. */
  readonly answers: readonly string[];
}

export interface Judgement {
  readonly label: string;
  /** What the label was given for. */
  readonly why?: string;
}

/** Asks the model that the user named as judge. */
export type AskModel = (request: GenerationRequest) => Promise<Recording>;

/** What a judge throws where it can say nothing: the trial is then unjudged, never counted as anything else. */
export class JudgeFault extends Error {
  override readonly name = 'JudgeFault';
}
