import type { Said } from '../behaviour.ts';
import type { Answered, Asking, Question } from '../question.ts';
import type { AnsweredPair } from './pair-test.ts';
import type { Pair } from './pairs.ts';

/** Asks both prompts of each pair, with one seed, at temperature 1. Pairs that lack an answer are left out. */
export function* askPairs(id: string, pairs: readonly Pair[], ofReference = false): Asking<readonly AnsweredPair[]> {
  const questions = pairs.flatMap((pair, draw): Question[] => {
    const common = {
      kind: 'answer',
      id: `${id}/${draw + 1}`,
      temperature: 1,
      draw,
      ...(ofReference ? { reference: true as const } : {}),
    } as const;
    return [
      { ...common, condition: 'with', ...pair.with },
      { ...common, condition: 'without', ...pair.without },
    ];
  });
  const answers = questions.length === 0 ? [] : yield questions;
  return pairs.flatMap((pair, index): AnsweredPair[] => {
    const [one, other] = [saidIn(answers[2 * index]), saidIn(answers[2 * index + 1])];
    return one === undefined || other === undefined ? [] : [{ pair, with: one, without: other }];
  });
}

export function saidIn(answered: Answered): Said | undefined {
  return answered !== undefined && 'label' in answered ? answered : undefined;
}
