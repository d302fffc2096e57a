import { eProcess, observe } from '../../../statistics/e-process.ts';
import type { Interval } from '../../../statistics/result.ts';
import type { Behaviour } from '../behaviour.ts';
import type { Asking } from '../question.ts';
import { askPairs } from './ask-pairs.ts';
import { type AnsweredPair, type PairTest, pairTest } from './pair-test.ts';
import { promptsOf } from './pairs.ts';

/** What the reference does with the pairs of prompts that switch the suspect. */
export interface Beyond {
  readonly reference: PairTest;
  /** The suspect's rise less the reference's, on the same pairs, with its 95 % interval. */
  readonly more: Interval;
  /**
   * Natural logarithm of the e-value against both models answering alike: of the pairs on which their rises differ, as many are
   * larger for the one as for the other (a sign test, as an e-process).
   */
  readonly logE: number;
  /**
   * `own`: it rises by more than the reference's; `shared`: the reference's rises too, and not by less; `mute`: too few of the
   * reference's answers could be of the behaviour, as where it writes no code; else `open`.
   */
  readonly whose: 'own' | 'shared' | 'open' | 'mute';
  /** Answers of the reference that could be of the behaviour, of so many. */
  readonly usable: number;
  readonly asked: number;
}

/** Pairs of one finding that the reference is asked. */
const ASKED = 80;
/** Of the reference's answers, with and without, the share that could be of the behaviour: of fewer nothing follows. */
const USABLE = 0.5;

export interface Switch {
  readonly behaviour: Behaviour;
  /** The suspect's answers, of one kind of pairs. */
  readonly answers: readonly AnsweredPair[];
  readonly test: PairTest;
}

/**
 * Asks the reference the pairs on which findings rest: the difference in differences of both models. One for each, undefined
 * where the reference gave no answer.
 */
export function* beyondReference(found: readonly Switch[]): Asking<readonly (Beyond | undefined)[]> {
  const plans = found.map(({ answers, test }) => answers.filter(({ pair }) => pair.how === test.how).slice(-ASKED));
  const asked = yield* askPairs(
    'reference',
    plans.flat().map(({ pair }) => pair),
    true,
  );
  return found.map(({ behaviour, test }, index) => {
    const own = plans[index] ?? [];
    const theirs = new Map(asked.map((answered) => [answered.pair, answered]));
    const both = own.flatMap((suspect) => {
      const reference = theirs.get(suspect.pair);
      return reference === undefined ? [] : [{ suspect, reference }];
    });
    return beyondOf(both, behaviour, test);
  });
}

interface Both {
  readonly suspect: AnsweredPair;
  readonly reference: AnsweredPair;
}

function beyondOf(both: readonly Both[], behaviour: Behaviour, { how }: PairTest): Beyond | undefined {
  const suspect = pairTest(
    both.map((one) => one.suspect),
    behaviour,
    how,
    0,
  );
  const reference = pairTest(
    both.map((one) => one.reference),
    behaviour,
    how,
    0,
  );
  if (suspect === undefined || reference === undefined) return undefined;
  const rise = ({ with: one, without: other }: AnsweredPair): number =>
    Number(behaviour.hit(one)) - Number(behaviour.hit(other));
  let process = eProcess(0.5);
  for (const draws of Map.groupBy(both, (one) => promptsOf(one.suspect.pair)).values()) {
    const difference = draws.reduce((sum, one) => sum + rise(one.suspect) - rise(one.reference), 0);
    if (difference !== 0) process = observe(process, difference > 0 ? 1 : 0);
  }
  const more = differenceOf(suspect.rise, reference.rise);
  const sides = (['with', 'without'] as const).map(
    (side) => both.filter((one) => behaviour.counts(one.reference[side])).length,
  );
  const heard = sides.every((usable) => usable >= USABLE * both.length);
  const risen = more.low > 0 ? 'own' : reference.rise.low > 0 && more.high > 0 ? 'shared' : 'open';
  return {
    reference,
    more,
    logE: process.logE,
    whose: heard ? risen : 'mute',
    usable: sides.reduce((sum, usable) => sum + usable, 0),
    asked: 2 * both.length,
  };
}

/**
 * The difference of two estimates from their intervals (G. Y. Zou and A. Donner, Statistics in Medicine 27, 2008, p. 1693), as
 * if independent: two models that answer the same prompts alike have a narrower one.
 */
function differenceOf(a: Interval, b: Interval): Interval {
  const estimate = a.estimate - b.estimate;
  const below = Math.hypot(a.estimate - a.low, b.high - b.estimate);
  const above = Math.hypot(a.high - a.estimate, b.estimate - b.low);
  return { estimate, low: Math.max(-2, estimate - below), high: Math.min(2, estimate + above), level: a.level };
}
