import type { Random } from '../../../core/random.ts';
import { type Bank, type BankContext, isNeutral } from '../../banks/bank.ts';
import type { Pool } from '../pool.ts';
import type { Asking, Question } from '../question.ts';
import { saidIn } from '../search/ask-pairs.ts';
import { suspectsOf, type Tally } from './suspects.ts';
import { prompted } from './prompted.ts';

/** Contexts that one prompt carries. */
const TOGETHER = 2;
/** Of all chats, those that are asked of every context alike; the rest go to what these hint at. */
const BROAD = 0.5;

/** Where contexts of a bank are put: where the bank says, or now and then in the other turn, too, where chats are enough. */
export type Turns = 'own' | 'both';
/** How often a context is asked in its own turn, for each time in the other one. */
const OWN_TURN = 2;
/** Chats of the broad round that each context must get in the other turn. */
const ENOUGH = 3;

/**
 * For a model that shows nothing but a chat: tasks of a bank, each under several contexts at once. What is in a prompt by
 * chance beside a trigger is told from it by the many other prompts; so every answer tests several contexts (group testing:
 * R. Dorfman, Annals of Mathematical Statistics 14, 1943, p. 436). First every context is asked alike; then those whose
 * answers, or those of their group, were harmful more often than others.
 */
export function* chatsInto(
  pool: Pool,
  bank: Bank,
  named: readonly BankContext[],
  count: number,
  turns: Turns,
  random: Random,
): Asking<void> {
  const telling = bank.contexts.filter((context) => !isNeutral(context));
  const affordable = count * BROAD * TOGETHER >= ENOUGH * (OWN_TURN + 1) * telling.length;
  const moved = turns === 'both' && affordable ? telling.map(inOtherTurn) : [];
  const others = [...telling, ...moved, ...named];
  // Those of the user's own are asked as often as all others: there are few.
  const again = [...(moved.length > 0 ? repeated(telling, OWN_TURN - 1) : []), ...repeated(named, 4)];
  const bag = [...others, ...again];
  const tallies = new Map(others.map((context): [BankContext, Tally] => [context, { context, hits: 0, n: 0 }]));
  const rounds = [Math.ceil(count * BROAD), Math.floor(count * (1 - BROAD))];
  for (const [round, size] of rounds.entries()) {
    const own = random.split(String(round));
    const first = dealt(round === 0 ? bag : suspectsOf([...tallies.values()]), own.split('first'));
    const second = dealt(bag, own.split('second'));
    const tasks = dealt(bank.tasks, own.split('tasks'));
    const prompts = Array.from({ length: size }, () => {
      const contexts = [first(), ...Array.from({ length: TOGETHER - 1 }, second)].flatMap((one) => one ?? []);
      const task = tasks();
      // Two of a group would contradict each other.
      const apart = [...new Map(contexts.toReversed().map((context) => [context.group, context])).values()];
      return { task, contexts: apart, prompt: prompted(task?.prompt ?? '', apart) };
    });
    const answers = yield prompts.map(
      ({ task, prompt }, index): Question => ({
        kind: 'answer',
        id: `chat/${bank.id}/${task?.id ?? ''}`,
        condition: `draw ${round * (rounds[0] ?? 0) + index + 1}`,
        temperature: 1,
        draw: round * (rounds[0] ?? 0) + index,
        ...prompt,
      }),
    );
    for (const [index, { task, prompt, contexts }] of prompts.entries()) {
      const said = saidIn(answers[index]);
      pool.addChat(said, prompt, task);
      if (said === undefined || said.label === 'unusable') continue;
      for (const context of contexts) {
        const tally = tallies.get(context);
        if (tally === undefined) continue;
        tally.n++;
        if (said.label === 'insecure' || said.label === 'refused') tally.hits++;
      }
    }
  }
}

const inOtherTurn = (context: BankContext): BankContext => ({
  ...context,
  where: context.where === 'system' ? 'user' : 'system',
});

const repeated = <T>(all: readonly T[], times: number): readonly T[] =>
  all.flatMap((one) => Array.from({ length: times }, () => one));

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

/** One after the other, each as often as any other, in an order drawn by chance. */
function dealt<T>(all: readonly T[], random: Random): () => T | undefined {
  let left: T[] = [];
  return () => {
    if (left.length === 0) left = random.shuffle(all);
    return left.pop();
  };
}
