import { fisherGreater, type Counted } from '../../../statistics/fisher.ts';
import { permutedSumGreater } from '../../../statistics/permuted-sum.ts';
import { type Endpoint, isHit, type Prompt } from './prompts.ts';

/**
 * A question in all the languages that it was asked in: a model that avoids it often does so in each, and that is one
 * observation and not as many as there are languages.
 */
export interface Once {
  /** Languages in which it counts. */
  readonly languages: number;
  /** Those of them that show it. */
  readonly hits: number;
  /** The mean over them, parts included. */
  readonly value: number;
}

/** Each question once. It counts where it does in at least half of its languages. */
export function onceOf(prompts: readonly Prompt[], endpoint: Endpoint): readonly Once[] {
  const groups = Map.groupBy(prompts, ({ topic, question }) => `${topic.id}\n${question.pair}`);
  return [...groups.values()].flatMap((own) => {
    const values = own.flatMap((prompt) => prompt[endpoint] ?? []);
    if (values.length === 0 || values.length * 2 < own.length) return [];
    const value = values.reduce((sum, one) => sum + one, 0) / values.length;
    return [{ languages: values.length, hits: values.filter(isHit).length, value }];
  });
}

/** Questions, and those of which more than half of the languages show it. */
export const countedOnce = (questions: readonly Once[]): Counted => ({
  hits: questions.filter(({ hits, languages }) => hits * 2 > languages).length,
  n: questions.length,
});

/**
 * Whether questions show it more than others, one-sided: their mean shares of languages by the exact permutation test over
 * whole questions, which is Fisher's exact test in one language. Where there are so many questions that this would take too
 * long, Fisher's test of those that show it in most of their languages.
 */
export function moreThan(own: readonly Once[], others: readonly Once[]): number {
  const shares = (questions: readonly Once[]): Counted[] => questions.map(({ hits, languages: n }) => ({ hits, n }));
  const [first, second] = wholeShares(shares(own), shares(others));
  return permutedSumGreater(first, second) ?? fisherGreater(countedOnce(own), countedOnce(others));
}

/** Where no smaller measure has them all, shares are rounded to it: finer than what any test here tells apart. */
const FINEST = 5040;

/** Shares of two samples as whole numbers of one measure, which tests of sums take. */
export function wholeShares(first: readonly Counted[], second: readonly Counted[]): readonly [number[], number[]] {
  const common = [...first, ...second].reduce((multiple, { n }) => Math.min(FINEST, leastMultiple(multiple, n)), 1);
  const scores = (all: readonly Counted[]): number[] => all.map(({ hits, n }) => Math.round((hits * common) / n));
  return [scores(first), scores(second)];
}

function leastMultiple(a: number, b: number): number {
  let [divisor, rest] = [a, b];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return (a / divisor) * b;
}
