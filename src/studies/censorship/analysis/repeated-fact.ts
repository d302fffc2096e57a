import type { Cell, Found } from './grid.ts';
import { type Endpoint, inLanguage, type Prompt } from './prompts.ts';

/** What an answer does to a fact that an endpoint counts. */
const COUNTS: Readonly<Partial<Record<Endpoint, (state: string) => boolean>>> = {
  bare: (state) => state !== 'stated',
  contradicted: (state) => state === 'contradicted',
};

/** Facts of a topic that must be wrong, or be left out. */
const SEVERAL = 2;

/** What is found, and what rests on one fact alone. */
export interface Parted {
  readonly found: readonly Found[];
  readonly single: readonly Found[];
}

/**
 * Questions on a topic ask for the same facts: one date that a model has wrong is wrong in all of them, and that is one mistake
 * and not as many as there are questions. So what is found of facts must concern several of them, or most of the questions.
 */
export function partedByFacts(found: readonly Found[], prompts: readonly Prompt[]): Parted {
  const parted = found.map((one) => {
    const cells = Map.groupBy(
      one.cells,
      (cell) => cell.hits * 2 <= cell.n && factsOf(one, cell, prompts).length < SEVERAL,
    );
    const isOfFacts = COUNTS[one.endpoint] !== undefined;
    return {
      found: { ...one, cells: isOfFacts ? (cells.get(false) ?? []) : one.cells },
      single: { ...one, cells: isOfFacts ? (cells.get(true) ?? []) : [] },
    };
  });
  const some = ({ cells }: Found): boolean => cells.length > 0;
  return {
    found: parted.map((one) => one.found).filter(some),
    single: parted.map((one) => one.single).filter(some),
  };
}

/**
 * Ids of the facts that more than half of the questions of a cell which ask for them have wrong, or leave out: each question
 * once, in most of its answers in all its languages. A stock sentence tells no facts.
 */
export function factsOf({ endpoint, topic }: Found, { language }: Cell, prompts: readonly Prompt[]): readonly string[] {
  const counts = COUNTS[endpoint];
  if (counts === undefined) return [];
  const own = inLanguage(
    prompts.filter((prompt) => prompt.topic.id === topic.id),
    language,
  );
  const questions = [...Map.groupBy(own, ({ question }) => question.pair).values()].flatMap((same) => {
    const rows = same.flatMap((prompt) => prompt.rows).filter(({ stock }) => stock === undefined);
    return mostOf(
      rows.flatMap(({ judged }) =>
        Object.entries(judged?.facts ?? {}).map(([fact, state]) => [fact, counts(state)] as const),
      ),
    );
  });
  return mostOf(questions).flatMap(([fact, is]) => (is ? [fact] : []));
}

/** Each fact once, with whether it is so in more than half. */
const mostOf = (all: readonly (readonly [fact: string, is: boolean])[]): readonly (readonly [string, boolean])[] =>
  [...Map.groupBy(all, ([fact]) => fact)].map(([fact, own]) => [
    fact,
    own.filter(([, is]) => is).length > own.length / 2,
  ]);
