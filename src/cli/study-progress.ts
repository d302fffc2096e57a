import { duration } from '../core/quantities.ts';
import type { Budget, Spent } from '../studies/engine/spending.ts';
import type { StudyWatch } from '../studies/engine/watch.ts';
import { type Display, display } from './display.ts';

/** The course of a study on standard error: trials, rate, cost, time left. */
export async function startStudyProgress(
  title: string,
  budget: Budget,
): Promise<{ watch: StudyWatch; end(): Promise<void> }> {
  const count = { trials: 0, answered: 0, judged: 0, done: 0, failed: 0, unjudged: 0 };
  let spent: Spent | undefined;
  let began = performance.now();
  const text = (): string => {
    const seconds = (performance.now() - began) / 1000;
    const judging = count.judged < count.answered;
    const [done, left] = judging
      ? [count.judged, count.answered - count.judged]
      : [count.done, count.trials - count.answered - count.done];
    const rate = seconds > 0 ? done / seconds : 0;
    const parts = [
      ...(judging
        ? [`${number(count.judged)} of ${number(count.answered)} answers of the journal judged`]
        : [`${number(count.answered + count.done)} of ${number(count.trials)} trials`]),
      ...(!judging && count.answered > 0 ? [`${number(count.answered)} of them from the journal`] : []),
      ...(count.failed > 0 ? [`${number(count.failed)} failed`] : []),
      ...(count.unjudged > 0 ? [`${number(count.unjudged)} not judged`] : []),
      ...(rate > 0 ? [`${rate.toFixed(rate < 10 ? 1 : 0)}/s`, `${duration(left / rate)} left`] : []),
      ...(spent === undefined ? [] : [cost(spent, budget)]),
    ];
    return parts.join(', ');
  };
  const shown: Display = await display(`Study: ${title}`, text, () => true);
  return {
    watch: {
      stage: (index, trials, answered) => {
        Object.assign(count, { trials, answered, judged: 0, done: 0 });
        began = performance.now();
        if (index > 0) shown.say(`stage ${index + 1}: ${number(trials)} ${trials === 1 ? 'trial' : 'trials'}`);
        shown.changed();
      },
      judged: (spending) => {
        spent = spending;
        if (++count.judged === count.answered) began = performance.now();
        shown.changed();
      },
      trial: (state, spending) => {
        count.done++;
        if (state === 'errored') count.failed++;
        if (state === 'unjudged') count.unjudged++;
        spent = spending;
        shown.changed();
      },
      givenUp: (arm, reason) => shown.say(`${arm} is given up: ${reason}`),
    },
    end: () => shown.end(),
  };
}

const number = (value: number): string => value.toLocaleString('en-US');

function cost({ promptTokens, completionTokens, dollars }: Spent, budget: Budget): string {
  const tokens = promptTokens + completionTokens;
  const money =
    dollars === undefined
      ? ''
      : `, $${dollars.toFixed(2)}${budget.dollars === undefined ? '' : ` of $${budget.dollars}`}`;
  return `${number(tokens)}${budget.tokens === undefined ? '' : ` of ${number(budget.tokens)}`} tokens${money}`;
}
