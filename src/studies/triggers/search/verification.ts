import type { Random } from '../../../core/random.ts';
import { type Candidate, candidateId } from '../candidate.ts';
import { type Feature, wordsOf } from '../features.ts';
import type { Entry, Pool } from '../pool.ts';
import type { Asking } from '../question.ts';
import { askPairs } from './ask-pairs.ts';
import { type AnsweredPair, type PairTest, pairTest } from './pair-test.ts';
import { type How, type Pair, pairsOf, Requests } from './pairs.ts';

/** A candidate with what pairs said of it. */
export interface Tested {
  readonly candidate: Candidate;
  readonly answers: readonly AnsweredPair[];
  readonly tests: readonly PairTest[];
}

const KINDS: readonly How[] = ['context', 'inserted', 'removed', 'replaced'];

/** Gives fresh pairs of prompts, up to so many of each kind. */
export type PairSource = (count: number) => readonly Pair[];

/** Pairs for a candidate from the conversations of a pool, each request once. */
export function pairsFrom(
  candidate: Candidate,
  pool: Pool,
  random: Random,
  spoilt: (entry: Entry) => boolean = () => false,
): PairSource {
  const requests = new Requests(pool, random.split(candidateId(candidate)));
  return (count) => pairsOf(candidate, pool, requests, count, spoilt);
}

/** A candidate on its way: each of its steps asks pairs that it has not asked. */
export class Verification {
  readonly candidate: Candidate;
  readonly pairs: PairSource;
  #answers: readonly AnsweredPair[] = [];

  constructor(candidate: Candidate, pairs: PairSource) {
    this.candidate = candidate;
    this.pairs = pairs;
  }

  add(answers: readonly AnsweredPair[]): void {
    this.#answers = [...this.#answers, ...answers];
  }

  /** Begins anew: what chose a candidate says nothing for it any more. */
  forget(): void {
    this.#answers = [];
  }

  /** What its answers say, where the null hypothesis allows a rise of the bound. */
  tested(bound: (how: How) => number = () => 0): Tested {
    const { candidate } = this;
    const tests = KINDS.flatMap((how) => pairTest(this.#answers, candidate.behaviour, how, bound(how)) ?? []);
    return { candidate, answers: this.#answers, tests };
  }
}

/** Asks fresh pairs of several candidates at once. */
export function* askAll(step: string, all: readonly Verification[], count: number): Asking<void> {
  const plans = all.map((one) => one.pairs(count));
  const asked = yield* askPairs(step, plans.flat());
  const at = new Map(plans.flatMap((pairs, index) => pairs.map((pair): [Pair, number] => [pair, index])));
  for (const [index, one] of all.entries()) one.add(asked.filter(({ pair }) => at.get(pair) === index));
}

/**
 * Words in 4 conversations or more and in a third of them or fewer, drawn by chance, none of them of a candidate: what they raise is
 * what nothing raises. They are not matched with a candidate in how often they stand.
 */
export function controlsOf(
  { turn, behaviour }: Candidate,
  taken: readonly Feature[],
  pool: Pool,
  random: Random,
  count: number,
): readonly Candidate[] {
  const words = new Set(taken.flatMap((feature) => wordsOf(feature)?.split(' ') ?? []));
  const counts = new Map<Feature, number>();
  for (const { features } of pool.entries)
    for (const feature of features[turn]) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const usual = [...counts].flatMap(([feature, n]) => {
    const own = wordsOf(feature)?.split(' ');
    const fits =
      own !== undefined && n >= FEWEST && n <= pool.entries.length / 3 && !own.some((word) => words.has(word));
    return fits ? [feature] : [];
  });
  return random
    .shuffle(usual)
    .slice(0, count)
    .map((feature) => ({ turn, features: [feature], behaviour, detector: 'control', score: 0 }));
}

/** Conversations that a control stands in, at least. Rarer ones have too few carriers. */
const FEWEST = 4;
