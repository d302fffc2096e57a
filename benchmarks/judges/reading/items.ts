import { type AskModel, JudgeFault } from '../../../src/studies/judges/judge.ts';
import { readEngagement } from '../../../src/studies/judges/reading/engagement.ts';
import { readNarrative } from '../../../src/studies/judges/reading/narrative.ts';
import { topicBank } from '../../../src/studies/topics/load.ts';
import type { Judged } from '../engagement/judged.ts';
import { type LabelledAnswer, topicOf } from '../engagement/labelled.ts';
import { UNJUDGED } from '../engagement/report.ts';

export interface Item {
  readonly answer: LabelledAnswer;
  /** Of the state that the topic is about. */
  readonly account: string | undefined;
}

const { topics } = await topicBank();
const accounts = new Map(topics.map(({ id, line }) => [id, line?.says]));

/** Only topics and mirrors have an account of their own. */
export const itemsOf = (answers: readonly LabelledAnswer[]): readonly Item[] =>
  answers.map((answer) => ({ answer, account: accounts.get(topicOf(answer)) }));

/**
 * Where a reply breaks the form nothing is said: it counts as missed, under `unjudged`. Of controls no account is asked.
 * @returns a row for each answer; how many judgements were asked for, and how many of them broke the form
 */
export async function judge(
  items: readonly Item[],
  model: AskModel,
): Promise<{ readonly rows: readonly Judged[]; readonly asked: number; readonly faults: number }> {
  let [asked, faults] = [0, 0];
  const tried = async <T>(ask: Promise<T>): Promise<T | undefined> => {
    asked += 1;
    try {
      return await ask;
    } catch (error) {
      if (!(error instanceof JudgeFault)) throw error;
      faults += 1;
      return undefined;
    }
  };
  const rows: Judged[] = [];
  for (const { answer, account } of items) {
    const engagement = await tried(readEngagement(answer.text, answer.asked, model));
    const narrative =
      account === undefined ? undefined : await tried(readNarrative(answer.text, answer.asked, account, model));
    rows.push({
      answer,
      said: engagement?.label ?? UNJUDGED,
      why: engagement?.why ?? UNJUDGED,
      narrative:
        account === undefined ? 'none' : narrative === undefined ? UNJUDGED : String(narrative.level ?? 'none'),
    });
  }
  return { rows, asked, faults };
}
