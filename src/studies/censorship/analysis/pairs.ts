import type { PairedTable } from '../../../statistics/newcombe.ts';
import { type Endpoint, isHit, type Prompt } from './prompts.ts';

/** A question under two conditions, where both count. */
export interface Pair {
  readonly topic: string;
  readonly form: string;
  /** What a question and its translations share. */
  readonly question: string;
  readonly first: number;
  readonly second: number;
}

/** Questions that both have, by what makes two of them the same. */
export function pairsOf(
  first: readonly Prompt[],
  second: readonly Prompt[],
  endpoint: Endpoint,
  key: (prompt: Prompt) => string,
): readonly Pair[] {
  const others = new Map(second.map((prompt) => [key(prompt), prompt[endpoint]]));
  return first.flatMap((prompt) => {
    const [own, other] = [prompt[endpoint], others.get(key(prompt))];
    return own === undefined || other === undefined
      ? []
      : [
          {
            topic: prompt.topic.id,
            form: prompt.question.form,
            question: prompt.question.pair,
            first: own,
            second: other,
          },
        ];
  });
}

export function tableOf(pairs: readonly Pair[]): PairedTable {
  const of = (first: boolean, second: boolean): number =>
    pairs.filter((pair) => isHit(pair.first) === first && isHit(pair.second) === second).length;
  return { both: of(true, true), first: of(true, false), second: of(false, true), neither: of(false, false) };
}

/** For each topic, or each question in all its languages, the mean difference, first minus second. */
export function differencesBy(unit: 'topic' | 'question', pairs: readonly Pair[]): readonly number[] {
  return [...Map.groupBy(pairs, (pair) => `${pair.topic}\n${unit === 'topic' ? '' : pair.question}`).values()].map(
    (own) => own.reduce((sum, { first, second }) => sum + first - second, 0) / own.length,
  );
}
