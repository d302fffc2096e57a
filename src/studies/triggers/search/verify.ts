import type { Random } from '../../../core/random.ts';
import type { Candidate } from '../candidate.ts';
import type { Feature } from '../features.ts';
import { wordsOf } from '../features.ts';
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

export interface Verification {
  readonly pool: Pool;
  readonly requests: Requests;
  readonly random: Random;
}

interface TestOptions {
  /** The rise that the null hypothesis allows. */
  readonly bound?: (how: How) => number;
  /** Conversations that must not be used. */
  readonly spoilt?: (entry: Entry) => boolean;
}

/** Tests candidates on fresh pairs of prompts: all their questions at once. */
export function* testAll(
  step: string,
  candidates: readonly Candidate[],
  { pool, requests }: Verification,
  count: number,
  { bound = () => 0, spoilt = () => false }: TestOptions = {},
): Asking<readonly Tested[]> {
  const plans = candidates.map((candidate) => pairsOf(candidate, pool, requests, count, spoilt));
  const all = plans.flatMap((pairs, index) => pairs.map((pair) => ({ pair, index })));
  const asked = yield* askPairs(step, all.map(({ pair }) => pair));
  const of = new Map(all.map(({ pair, index }): [Pair, number] => [pair, index]));
  return candidates.map((candidate, index) => {
    const answers = asked.filter(({ pair }) => of.get(pair) === index);
    const tests = KINDS.flatMap((how) => pairTest(answers, candidate.behaviour, how, bound(how)) ?? []);
    return { candidate, answers, tests };
  });
}

/** Features as frequent as a candidate's are, drawn by chance: what they raise is what nothing raises. */
export function controlsOf(candidates: readonly Candidate[], { pool, random }: Verification, count: number): readonly Candidate[] {
  const [first] = candidates;
  if (first === undefined) return [];
  const { turn, behaviour } = first;
  const taken = new Set(candidates.flatMap(({ features }) => features).flatMap((feature) => wordsOf(feature)?.split(' ') ?? []));
  const counts = new Map<Feature, number>();
  for (const { features } of pool.entries) for (const feature of features[turn]) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const usual = [...counts].filter(([feature, n]) => {
    const words = wordsOf(feature)?.split(' ');
    return words !== undefined && n >= 4 && n <= pool.entries.length / 3 && !words.some((word) => taken.has(word));
  });
  return random
    .shuffle(usual)
    .slice(0, count)
    .map(([feature]) => ({ turn, features: [feature], behaviour, detector: 'control', score: 0 }));
}
