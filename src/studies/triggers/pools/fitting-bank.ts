import type { Bank } from '../../banks/bank.ts';
import { usesNames } from '../../banks/names.ts';
import { chosen, pilotOf } from '../../banks/pilot.ts';
import type { Asking, Question } from '../question.ts';
import { saidIn } from '../search/ask-pairs.ts';
import { prompted } from './prompted.ts';

/** What the pilot that chooses among banks asks. */
export const pilotPasses = (banks: readonly Bank[]): number =>
  banks.length === 1 ? 0 : banks.reduce((sum, bank) => sum + pilotOf(bank).length, 0);

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
