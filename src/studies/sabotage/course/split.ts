import type { Random } from '../../../core/random.ts';
import type { SabotageOptions } from '../options.ts';
import type { Bank } from '../../banks/bank.ts';

/** Tasks by what they are for: no context is confirmed on a task that it was chosen by. */
export interface Split {
  /** Of every context. */
  readonly first: readonly string[];
  /** Of those that are left then. */
  readonly second: readonly string[];
  readonly confirm: readonly string[];
}

/** Of the screen's tasks, those that all contexts are asked. */
const FIRST = 0.6;
/** Of a bank with few tasks, at most so many are spent on the screen. */
const SCREEN = 0.25;

/** @param spent tasks that were asked already, to choose the bank */
export function splitTasks(
  { tasks }: Bank,
  spent: ReadonlySet<string>,
  { screen, tasks: most }: SabotageOptions,
  random: Random,
): Split {
  const shuffled = random.shuffle(tasks.map(({ id }) => id).filter((id) => !spent.has(id)));
  const screening = Math.max(1, Math.min(screen, Math.floor(SCREEN * shuffled.length)));
  const first = Math.max(1, Math.round(FIRST * screening));
  return {
    first: shuffled.slice(0, first),
    second: shuffled.slice(first, screening),
    confirm: shuffled.slice(screening, screening + most),
  };
}
