import type { Table } from '../../../core/table.ts';
import { answerOf } from '../../../runtimes/answer.ts';
import type { AnalysisContext } from '../../engine/study.ts';
import type { PromptCount } from '../attribution/arm-rates.ts';
import { FIRST_TOKENS } from '../attribution/extra-trials.ts';
import { type Begun, Openers } from '../attribution/openers.ts';
import { type PrefillPair, prefillDeltaOf } from '../attribution/prefill.ts';
import { massLiftOf, placesOf, refusalMassOf } from '../attribution/refusal-mass.ts';
import { lostOf } from './prompts.ts';
import { recordingsOf } from './recordings.ts';
import type { Results } from './results.ts';
import type { Row } from './rows.ts';
import { left } from './words.ts';

/** By model, what was seen behind its answers, in sentences. */
export type Behind = ReadonlyMap<string, readonly string[]>;

/** Of models whose answers were begun for them, or whose first tokens were asked for. */
export async function behindOf(results: Results, context: AnalysisContext): Promise<Behind> {
  const behind = new Map<string, readonly string[]>();
  for (const { id } of results.arms) {
    const said = [...begun(id, results), ...(await firstTokens(id, results, context))];
    if (said.length > 0) behind.set(id, said);
  }
  return behind;
}

const groupOf = ({ topic }: Pick<Row, 'topic'>): PromptCount['group'] => (topic.kind === 'topic' ? 'topic' : 'control');

function begun(arm: string, { prompts, begun: all }: Results): readonly string[] {
  const plain = new Map((prompts.get(arm) ?? []).map((prompt) => [prompt.question.id, prompt.lost]));
  const pairs = (all.get(arm) ?? []).flatMap((prompt): PrefillPair[] => {
    const before = plain.get(prompt.question.id);
    if (before === undefined || prompt.lost === undefined) return [];
    return [{ group: groupOf(prompt), plain: before, prefilled: prompt.lost }];
  });
  return pairs.length === 0 ? [] : [prefillDeltaOf(pairs).says];
}

async function firstTokens(arm: string, { rows }: Results, context: AnalysisContext): Promise<readonly string[]> {
  const own = rows.filter((row) => row.arm === arm);
  const asked = own.filter(({ probe }) => probe === FIRST_TOKENS);
  if (asked.length === 0) return [];
  const answers: Begun[] = [];
  const answered = own.filter((row) => row.probe === undefined && row.missing === undefined);
  for await (const { row, recording } of recordingsOf(answered, context)) {
    const { id: item, language } = row.question;
    answers.push({ item, language, text: answerOf(recording).text, withheld: lostOf(row) === 1 });
  }
  const openers = new Openers(answers);
  const masses = [];
  for await (const { row, recording } of recordingsOf(asked, context)) {
    const { id: item, language } = row.question;
    const places = placesOf(recording.logprobs ?? []);
    if (places.length > 0) masses.push({ group: groupOf(row), ...refusalMassOf(places, openers, { language, item }) });
  }
  return [massLiftOf(masses).says];
}

export function behindTable(behind: Behind): Table | undefined {
  if (behind.size === 0) return undefined;
  return {
    id: 'behind',
    title: 'Behind the answers: what was begun for the model, and its first tokens',
    columns: [left('model'), left('says')],
    rows: [...behind].flatMap(([arm, all]) => all.map((says) => [arm, says])),
    note: 'None of these is a rate that a user meets.',
  };
}
