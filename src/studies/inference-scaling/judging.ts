import { answerOf } from '../../runtimes/answer.ts';
import type { Recording } from '../../runtimes/recording.ts';
import { takenBy } from '../engine/spending.ts';
import type { Trial } from '../engine/trial.ts';
import { JudgeFault } from '../judges/judge.ts';
import { FORCED } from './forcing/thought.ts';
import { givenIn, isRight } from './matching.ts';
import type { Budget } from './options.ts';
import type { Question } from './question.ts';

/** `cut`: the bound came before an answer. `none`: it ended by itself and gave none. All but `right` count as not right. */
export const LABELS = ['right', 'wrong', 'cut', 'none'] as const;

/** What is kept of an answer. */
export interface Judged {
  readonly label: (typeof LABELS)[number];
  /** What it gave as its answer. */
  readonly given?: string;
  /** Tokens of the prompt, and of thinking and answer together. */
  readonly read: number;
  readonly tokens: number;
  /** Of these the thinking, where the service says or shows it. */
  readonly thinking?: number;
  /** No server counted them: a quarter of the characters. */
  readonly estimated?: true;
  /** It kept to its budget; absent where the budget is a word, or the thinking is not known. */
  readonly inside?: boolean;
  /** Of a part of a thought by forcing: its text, which the next part goes on from. */
  readonly said?: string;
  /** Dollars, where the service says. */
  readonly paid?: number;
}

const LONGEST_GIVEN = 200;
const CHARACTERS_OF_TOKEN = 4;

/** @throws JudgeFault where the service took the question away from the model */
export function judged(trial: Trial, recording: Recording, question: Question, budget: Budget): Judged {
  if (trial.ask.kind !== 'generate') throw new JudgeFault('the trial is none of this study');
  const answer = answerOf(recording);
  if (answer.text.trim() === '' && (answer.filters.length > 0 || answer.finish.reason === 'filter'))
    throw new JudgeFault('the service filtered the answer');
  const { prompt, completion, estimated, stated } = takenBy(trial.ask, recording);
  const thought = recording.end.usage?.reasoningTokens ?? estimatedThinking(answer.reasoning);
  const spent = trial.ask.thinking?.kind === 'tokens' ? thought : completion;
  const given = givenIn(forced(trial) ? `${FORCED}${answer.text}` : answer.text);
  return {
    label: given !== undefined ? (isRight(given, question) ? 'right' : 'wrong') : wordless(answer.finish.reason),
    ...(given === undefined ? {} : { given: given.slice(0, LONGEST_GIVEN) }),
    read: prompt,
    tokens: completion,
    ...(thought === undefined ? {} : { thinking: thought }),
    ...(estimated > 0 ? { estimated: true } : {}),
    ...(budget.tokens === undefined || spent === undefined ? {} : { inside: spent <= budget.tokens }),
    ...(stated === undefined ? {} : { paid: stated }),
  };
}

/** The line of the answer has begun in what the model goes on from. */
const forced = ({ ask }: Trial): boolean =>
  'prompt' in ask && ask.prompt.kind === 'chat' && ask.prompt.prefill?.endsWith(FORCED) === true;

const wordless = (reason: string): 'cut' | 'none' => (reason === 'length' || reason === 'cut' ? 'cut' : 'none');

/** Undefined where no thinking was shown: it may have been hidden. */
function estimatedThinking({ place, text }: { readonly place: string; readonly text: string }): number | undefined {
  return place === 'none' ? undefined : Math.ceil(text.length / CHARACTERS_OF_TOKEN);
}
