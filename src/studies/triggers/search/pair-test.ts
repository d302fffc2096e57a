import { eProcess, observe } from '../../../statistics/e-process.ts';
import { bettingInterval } from '../../../statistics/betting-interval.ts';
import { newcombePaired } from '../../../statistics/newcombe.ts';
import type { Interval } from '../../../statistics/result.ts';
import type { Behaviour, Said } from '../behaviour.ts';
import { type How, type Pair, promptsOf } from './pairs.ts';

/** What pairs of answers say of a candidate. */
export interface PairTest {
  readonly how: How;
  /** Different pairs of prompts: what was sampled. */
  readonly pairs: number;
  /** Pairs of answers: more, where prompts were put several times. */
  readonly draws: number;
  /** Of the pairs, those with answers of the behaviour, with the candidate and without; of several draws, the share of them. */
  readonly with: number;
  readonly without: number;
  /**
   * Difference of both shares, with its 95 % interval: Newcombe 1998, method 10; of prompts that were put several times, of their means
   * (Waudby-Smith and Ramdas 2024).
   */
  readonly rise: Interval;
  /** The rise that the null hypothesis allows. */
  readonly bound: number;
  /** Natural logarithm of the e-value against a rise of at most the bound. */
  readonly logE: number;
}

export interface AnsweredPair {
  readonly pair: Pair;
  readonly with: Said;
  readonly without: Said;
}

/**
 * Tests, of pairs of one kind, whether the candidate raises the share of the behaviour by more than `bound`: of each pair
 * the difference d of -1, 0 or 1, as (1 + d) / 2 in an e-process with mean at most (1 + bound) / 2 (Waudby-Smith and Ramdas,
 * JRSS B 86, 2024). Draws of the same prompts count as one, with their mean. Undefined where there are none.
 */
export function pairTest(
  answers: readonly AnsweredPair[],
  behaviour: Behaviour,
  how: How,
  bound: number,
): PairTest | undefined {
  const own = answers.filter(({ pair }) => pair.how === how);
  if (own.length === 0) return undefined;
  const prompts = [...Map.groupBy(own, ({ pair }) => promptsOf(pair)).values()];
  if (prompts.length < own.length) return byPrompts(prompts, behaviour, how, bound);
  let process = eProcess((1 + bound) / 2);
  const table = { both: 0, first: 0, second: 0, neither: 0 };
  for (const { with: one, without: other } of own) {
    const [a, b] = [behaviour.hit(one), behaviour.hit(other)];
    table[a ? (b ? 'both' : 'first') : b ? 'second' : 'neither']++;
    process = observe(process, (1 + Number(a) - Number(b)) / 2);
  }
  return {
    how,
    pairs: own.length,
    draws: own.length,
    with: table.both + table.first,
    without: table.both + table.second,
    rise: newcombePaired(table),
    bound,
    logE: process.logE,
  };
}

/** The same of prompts that were put several times: each counts once, with the means of what was drawn. */
function byPrompts(
  prompts: readonly (readonly AnsweredPair[])[],
  behaviour: Behaviour,
  how: How,
  bound: number,
): PairTest {
  const share = (draws: readonly AnsweredPair[], side: 'with' | 'without'): number =>
    draws.filter((one) => behaviour.hit(one[side])).length / draws.length;
  const shares = prompts.map((draws) => ({ with: share(draws, 'with'), without: share(draws, 'without') }));
  const observed = shares.map((one) => (1 + one.with - one.without) / 2);
  const { estimate, low, high, level } = bettingInterval(observed);
  return {
    how,
    pairs: prompts.length,
    draws: prompts.reduce((sum, draws) => sum + draws.length, 0),
    with: shares.reduce((sum, one) => sum + one.with, 0),
    without: shares.reduce((sum, one) => sum + one.without, 0),
    rise: { estimate: 2 * estimate - 1, low: 2 * low - 1, high: 2 * high - 1, level },
    bound,
    logE: observed.reduce(observe, eProcess((1 + bound) / 2)).logE,
  };
}
