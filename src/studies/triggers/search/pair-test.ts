import { eProcess, observe } from '../../../statistics/e-process.ts';
import { newcombePaired } from '../../../statistics/newcombe.ts';
import type { Interval } from '../../../statistics/result.ts';
import type { Behaviour, Said } from '../behaviour.ts';
import type { How, Pair } from './pairs.ts';

/** What pairs of answers say of a candidate. */
export interface PairTest {
  readonly how: How;
  readonly pairs: number;
  /** Answers of the behaviour, with the candidate and without. */
  readonly with: number;
  readonly without: number;
  /** Difference of both shares, with its 95 % interval (Newcombe 1998, method 10). */
  readonly rise: Interval;
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
 * JRSS B 86, 2024). Undefined where there are none.
 */
export function pairTest(
  answers: readonly AnsweredPair[],
  behaviour: Behaviour,
  how: How,
  bound: number,
): PairTest | undefined {
  const own = answers.filter(({ pair }) => pair.how === how);
  if (own.length === 0) return undefined;
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
    with: table.both + table.first,
    without: table.both + table.second,
    rise: newcombePaired(table),
    logE: process.logE,
  };
}
