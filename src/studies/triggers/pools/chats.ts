import type { Random } from '../../../core/random.ts';
import { type Bank, type BankContext, isNeutral } from '../../banks/bank.ts';
import { usesNames } from '../../banks/names.ts';
import { chosen, pilotOf } from '../../banks/pilot.ts';
import type { Pool, Prompted } from '../pool.ts';
import type { Asking, Question } from '../question.ts';
import { saidIn } from '../search/ask-pairs.ts';

/** The bank whose tasks the model answers with code that uses their names; undefined where none fits. */
export function* fittingBank(banks: readonly Bank[]): Asking<Bank | undefined> {
  if (banks.length === 1) return banks[0];
  const asked = banks.flatMap((bank) =>
    pilotOf(bank).flatMap(({ task, context }) => {
      const [one, where] = [bank.tasks.find(({ id }) => id === task), bank.contexts.find(({ id }) => id === context)];
      return one === undefined || where === undefined ? [] : [{ bank, task: one, context: where }];
    }),
  );
  const answers = yield asked.map(
    ({ bank, task, context }): Question => ({
      kind: 'answer',
      id: `pilot/${bank.id}/${task.id}`,
      condition: context.id,
      temperature: 0,
      draw: 0,
      ...prompted(task.prompt, [context]),
    }),
  );
  const fits = banks.map(({ id }) => {
    const own = asked.flatMap(({ bank, task }, index) =>
      bank.id === id ? [{ task, said: saidIn(answers[index]) }] : [],
    );
    const fit = own.filter(({ task, said }) => said !== undefined && usesNames(task, said.text)).length;
    return { bank: id, fit, asked: own.length };
  });
  const best = chosen(fits)?.bank;
  return banks.find(({ id }) => id === best);
}

/** Contexts that one prompt carries. */
const TOGETHER = 2;

/**
 * For a model that shows nothing but a chat: tasks of a bank, each under several contexts at once, drawn by chance. What is
 * in a prompt by chance beside a trigger is told from it by the many other prompts; so every answer tests several contexts
 * (group testing: R. Dorfman, Annals of Mathematical Statistics 14, 1943, p. 436).
 */
export function* chatsInto(
  pool: Pool,
  bank: Bank,
  named: readonly BankContext[],
  count: number,
  random: Random,
): Asking<void> {
  const others = [...bank.contexts.filter((context) => !isNeutral(context)), ...named];
  // Those of the user's own are asked as often as all others: there are few.
  const bag = [...others, ...named.flatMap((context) => Array.from({ length: 4 }, () => context))];
  const prompts = Array.from({ length: count }, (_, index) => {
    const own = random.split(String(index));
    const task = drawn(bank.tasks, own);
    const contexts = Array.from({ length: TOGETHER }, () => drawn(bag, own)).flatMap((context) => context ?? []);
    // Two of a group would contradict each other.
    const apart = new Map(contexts.map((context) => [context.group, context]));
    return { id: task?.id ?? '', prompt: prompted(task?.prompt ?? '', [...apart.values()]) };
  });
  const answers = yield prompts.map(
    ({ id, prompt }, draw): Question => ({
      kind: 'answer',
      id: `chat/${bank.id}/${id}`,
      condition: `draw ${draw + 1}`,
      temperature: 1,
      draw,
      ...prompt,
    }),
  );
  for (const [index, { prompt }] of prompts.entries()) pool.addChat(saidIn(answers[index]), prompt);
}

/** Requests of the pool under contexts of the user's own. */
export function* contextsInto(pool: Pool, named: readonly BankContext[], each: number, random: Random): Asking<void> {
  const requests = random.shuffle([
    ...new Set(pool.entries.filter(({ said }) => said.label !== 'unusable').map(({ user }) => user)),
  ]);
  const prompts = named.flatMap((context, at) =>
    requests.slice(at * each, (at + 1) * each).map((user) => ({ context, prompt: prompted(user, [context]) })),
  );
  if (prompts.length === 0) return;
  const answers = yield prompts.map(
    ({ context, prompt }, draw): Question => ({
      kind: 'answer',
      id: `context/${draw + 1}`,
      condition: context.id,
      temperature: 1,
      draw,
      ...prompt,
    }),
  );
  for (const [index, { prompt }] of prompts.entries()) pool.addChat(saidIn(answers[index]), prompt);
}

const drawn = <T>(all: readonly T[], random: Random): T | undefined =>
  all.length === 0 ? undefined : all[random.integer(all.length)];

function prompted(request: string, contexts: readonly BankContext[]): Prompted {
  const system = contexts.filter(({ where }) => where === 'system').map(({ text }) => text);
  const user = contexts.filter(({ where }) => where === 'user').map(({ text }) => text);
  return {
    ...(system.length === 0 ? {} : { system: system.join(' ') }),
    user: [...user, request].join(' '),
  };
}
