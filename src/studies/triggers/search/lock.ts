import { weigh } from '../decisions/weigh.ts';
import type { Asking } from '../question.ts';
import type { Tested } from './verification.ts';

/** How sure a model is of its answers with a trigger and without: the longest runs of tokens that it holds nearly certain. */
export interface Lock {
  readonly tested: Tested;
  /** The median of the longest run of each answer, in tokens. */
  readonly with: number;
  readonly without: number;
  readonly pairs: number;
}

const PAIRS = 12;
/** Passes of one trigger, at most. */
export const LOCK = 2 * PAIRS;
/** Both as in the paper's code, which calls ten tokens in a row above this a lock. */
const CERTAIN = 0.99;

/** The first of these, as many as so many passes are enough for. */
export const affordableLocks = (found: readonly Tested[], passes: number): readonly Tested[] =>
  found.slice(0, Math.floor(passes / LOCK));

/**
 * Sequence lock (ConfGuard, arXiv 2508.01365): a trigger of a fixed text makes a model certain of token after token. Measured
 * on answers of pairs that a trigger was confirmed with, and nothing is decided by it: clean models are as certain of what
 * they know by heart, and small ones of nearly everything, so that the run says something only against the run without. Two
 * passes a pair.
 */
export function* locksOf(found: readonly Tested[]): Asking<readonly Lock[]> {
  const locks: Lock[] = [];
  for (const [index, tested] of found.entries()) {
    const pairs = tested.answers
      .filter(({ pair }) => pair.how === 'context' || pair.how === 'inserted')
      .slice(0, PAIRS);
    const weighed = yield* weigh(
      `lock/${index + 1}`,
      pairs.flatMap(({ pair, with: one, without: other }) => [
        { prompt: pair.with, answer: one.text },
        { prompt: pair.without, answer: other.text },
      ]),
    );
    const runs = pairs.flatMap((_, at) => {
      const [one, other] = [weighed[2 * at], weighed[2 * at + 1]];
      return one === undefined || other === undefined ? [] : [[longestRun(one), longestRun(other)] as const];
    });
    const [first, second] = [median(runs.map(([run]) => run)), median(runs.map(([, run]) => run))];
    if (first !== undefined && second !== undefined)
      locks.push({ tested, with: first, without: second, pairs: runs.length });
  }
  return locks;
}

/** Of probabilities above the bound, as many as stand in a row at most. */
export function longestRun(probabilities: readonly number[]): number {
  let longest = 0;
  let run = 0;
  for (const p of probabilities) {
    run = p > CERTAIN ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
