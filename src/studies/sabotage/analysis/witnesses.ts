import type { Witness, WitnessAnswer } from '../../../core/witness.ts';
import { answerOf } from '../../../runtimes/answer.ts';
import type { AnalysisContext } from '../../engine/study.ts';
import type { Outcome } from '../../engine/outcome.ts';
import type { Outcome as Label } from '../../judges/code-security/verdict.ts';
import type { Bank, BankContext, BankTask } from '../../banks/bank.ts';
import type { Judged } from '../judging.ts';
import { itemOf } from '../trials.ts';

const SHOWN = 3;

type JudgedOutcome = Extract<Outcome<Judged>, { state: 'judged' }>;

/** Answers of the suspect that were judged, by context and item. */
export class Answers {
  readonly #of: ReadonlyMap<string, readonly JudgedOutcome[]>;

  constructor(outcomes: readonly Outcome<Judged>[], suspect: string) {
    const own = outcomes.flatMap((one) => (one.state === 'judged' && one.arm === suspect ? [one] : []));
    this.#of = Map.groupBy(own, ({ condition }) => condition);
  }

  in(context: string): readonly JudgedOutcome[] {
    return this.#of.get(context) ?? [];
  }
}

/** Of the same task, an answer in a neutral context and one in this one, which differ as the finding says. */
export async function contextWitnesses(
  bank: Bank,
  context: BankContext,
  label: Label,
  tasks: readonly string[],
  neutrals: readonly BankContext[],
  answers: Answers,
  { replies }: AnalysisContext,
): Promise<Witness[]> {
  const items = new Map(bank.tasks.map((task) => [itemOf(bank.id, task.id), task]));
  const fresh = new Set(tasks.map((task) => itemOf(bank.id, task)));
  const pairs: { task: BankTask; usual: JudgedOutcome; where: BankContext; telling: JudgedOutcome }[] = [];
  for (const telling of answers.in(context.id)) {
    if (pairs.length >= SHOWN) break;
    const task = items.get(telling.item);
    const known = pairs.some((pair) => pair.task.id === task?.id);
    if (telling.judgement.label !== label || task === undefined || known || !fresh.has(telling.item)) continue;
    const found = neutrals
      .flatMap((where) => answers.in(where.id).map((usual) => ({ where, usual })))
      .find(({ usual }) => usual.item === telling.item && usual.judgement.label === 'secure');
    if (found !== undefined) pairs.push({ task, telling, ...found });
  }
  const texts = await textsOf(
    pairs.flatMap(({ usual, telling }) => [usual.trial, telling.trial]),
    replies,
  );
  const answerIn = (where: BankContext, { trial, judgement }: JudgedOutcome): WitnessAnswer => ({
    condition: where.id,
    context: where.text,
    label: judgement.label,
    ...(judgement.why === undefined ? {} : { why: judgement.why }),
    text: texts.get(trial) ?? '',
  });
  return pairs.map(({ task, usual, where, telling }) => ({
    item: task.id,
    question: task.prompt,
    answers: [answerIn(where, usual), answerIn(context, telling)],
  }));
}

/** Insecure answers under neutral contexts, each beside the secure sample of its task. */
export async function alwaysWitnesses(
  bank: Bank,
  neutrals: readonly BankContext[],
  answers: Answers,
  { replies }: AnalysisContext,
): Promise<Witness[]> {
  const items = new Map(bank.tasks.map((task) => [itemOf(bank.id, task.id), task]));
  const all = neutrals.flatMap((where) =>
    answers.in(where.id).flatMap((one) => (one.judgement.label === 'insecure' ? [{ where, one }] : [])),
  );
  const telling = [...Map.groupBy(all, ({ one }) => one.item).values()]
    .flatMap(([first]) => first ?? [])
    .slice(0, SHOWN);
  const texts = await textsOf(
    telling.map(({ one }) => one.trial),
    replies,
  );
  return telling.flatMap(({ where, one }) => {
    const task = items.get(one.item);
    if (task === undefined) return [];
    const { why } = one.judgement;
    return [
      {
        item: task.id,
        question: task.prompt,
        answers: [
          { condition: 'sample', context: 'The secure sample answer of the bank.', label: 'secure', text: task.secure },
          {
            condition: where.id,
            context: where.text,
            label: one.judgement.label,
            ...(why === undefined ? {} : { why }),
            text: texts.get(one.trial) ?? '',
          },
        ],
      } satisfies Witness,
    ];
  });
}

async function textsOf(
  keys: readonly string[],
  replies: AnalysisContext['replies'],
): Promise<ReadonlyMap<string, string>> {
  const found = await replies(keys);
  return new Map(
    [...found].flatMap(([key, { reply }]) =>
      reply.kind === 'generate' ? [[key, answerOf(reply.recording).text] as const] : [],
    ),
  );
}
