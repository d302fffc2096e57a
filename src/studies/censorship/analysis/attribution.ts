import type { Table } from '../../../core/table.ts';
import type { ArmRecord } from '../../engine/arm.ts';
import type { AnalysisContext } from '../../engine/study.ts';
import type { ArmRates, ArmRole, Conditions, PromptCount, State } from '../attribution/arm-rates.ts';
import { beganToAnswer } from '../attribution/begun.ts';
import type { Reading } from '../attribution/reading.ts';
import { readingsOf } from '../attribution/readings.ts';
import { type ArmAnswer, signalsOf } from '../attribution/signals.ts';
import { isMatter } from '../chosen.ts';
import type { CensorshipOptions } from '../options.ts';
import type { Behind } from './behind.ts';
import { recordingsOf } from './recordings.ts';
import { isExamined, type Results } from './results.ts';
import { labelOf, type Row } from './rows.ts';
import { left } from './words.ts';

/** As the user says; else by how it is run. */
export function roleOf({ id, identity }: ArmRecord, { weights, api, chat }: CensorshipOptions): ArmRole {
  if (weights.includes(id)) return 'weights';
  if (api.includes(id)) return 'api';
  if (chat.includes(id)) return 'chat';
  if (identity.weights !== undefined || identity.runtime === 'llama') return 'weights';
  return identity.runtime === 'recorded' ? 'chat' : 'host';
}

/** Where answers are withheld: of each set of arms that are said to hold the same weights, and of arms that a filter cut. */
export async function readingsFor(
  results: Results,
  behind: Behind,
  context: AnalysisContext,
): Promise<readonly Reading[]> {
  const readings: Reading[] = [];
  for (const family of familiesOf(results.arms.filter(isExamined))) {
    const own = results.rows.filter(({ arm }) => family.some(({ id }) => id === arm));
    const filtered = own.some((row) => ['blocked', 'withdrawn'].includes(labelOf(row) ?? ''));
    if (family.length < 2 && !filtered) continue;
    const rates: ArmRates[] = [];
    for (const arm of family) rates.push(await ratesOf(arm, results, behind, context));
    readings.push(...readingsOf(rates));
  }
  return readings;
}

/** Arms that are said to hold the same weights, over any number of steps. */
function familiesOf(arms: readonly ArmRecord[]): readonly (readonly ArmRecord[])[] {
  const families: ArmRecord[][] = [];
  for (const arm of arms) {
    const own = families.filter((family) =>
      family.some(({ id, sameWeightsAs }) => id === arm.sameWeightsAs || sameWeightsAs === arm.id),
    );
    for (const one of own) families.splice(families.indexOf(one), 1);
    families.push([...own.flat(), arm]);
  }
  return families;
}

async function ratesOf(arm: ArmRecord, results: Results, behind: Behind, context: AnalysisContext): Promise<ArmRates> {
  const { rows: all, options } = results;
  const own = all.filter(
    (row) => row.arm === arm.id && row.probe === undefined && row.missing !== 'not recorded' && counts(row),
  );
  const { answers, begun } = await heardOf(own, context);
  const prompts = [...Map.groupBy(own, ({ question }) => question.id)].map(
    ([id, rows]): PromptCount => ({ id, group: groupOf(rows[0]), states: statesOf(rows), begun: begun.get(id) ?? 0 }),
  );
  const seen = behind.get(arm.id);
  return {
    arm: arm.id,
    role: roleOf(arm, options),
    prompts,
    signals: signalsOf(answers),
    conditions: conditionsOf(arm, options),
    ...(seen === undefined ? {} : { behind: seen }),
  };
}

/** Topics, and what is as harmless: refusals for safety are no matter of topics. */
const counts = ({ topic }: Row): boolean => isMatter(topic) || topic.kind === 'neutral';
const groupOf = (row: Row | undefined): PromptCount['group'] => (row?.topic.kind === 'topic' ? 'topic' : 'control');

function statesOf(answers: readonly Row[]): PromptCount['states'] {
  const states: Partial<Record<State, number>> = {};
  for (const row of answers) {
    if (row.missing === 'skipped') continue;
    const state = labelOf(row) ?? 'errored';
    states[state] = (states[state] ?? 0) + 1;
  }
  return states;
}

interface Heard {
  readonly answers: readonly ArmAnswer[];
  /** By question: withdrawn answers that had begun as ones. */
  readonly begun: ReadonlyMap<string, number>;
}

async function heardOf(rows: readonly Row[], context: AnalysisContext): Promise<Heard> {
  const answers: ArmAnswer[] = [];
  const begun = new Map<string, number>();
  for await (const { row, recording } of recordingsOf(rows, context)) {
    answers.push({ group: groupOf(row), recording });
    if (labelOf(row) === 'withdrawn' && beganToAnswer(recording))
      begun.set(row.question.id, (begun.get(row.question.id) ?? 0) + 1);
  }
  return { answers, begun };
}

const conditionsOf = ({ identity }: ArmRecord, { temperature }: CensorshipOptions): Conditions => ({
  files: identity.weights !== undefined,
  template: identity.template !== undefined,
  // The study says nothing to a model but the question.
  noSystem: identity.runtime !== 'recorded',
  greedy: temperature === 0,
  sampled: temperature > 0,
});

/** Each reading with its evidence, what else could be, and what it still needs, a line each. */
export function readingTable(readings: readonly Reading[]): Table | undefined {
  if (readings.length === 0) return undefined;
  return {
    id: 'readings',
    title: 'In the weights, or in the service?',
    columns: [left('reading'), left('models'), left('part'), left('says')],
    rows: readings.flatMap(({ id, arms, says, evidence, rivals, wanting }) => [
      [id, arms.join(', '), 'reading', says],
      ...evidence.map((text) => ['', '', 'evidence', text]),
      ...rivals.map((rival) => ['', '', rival.open ? 'not ruled out' : 'less likely', `${rival.id}: ${rival.why}`]),
      ...wanting.map((text) => ['', '', 'wanting', text]),
    ]),
    note: 'A reading is what the counts and signals speak for. What is not ruled out may be so as well.',
  };
}
