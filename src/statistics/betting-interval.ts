import { eProcess, observe } from './e-process.ts';
import type { Interval } from './result.ts';
import { requireInside, requireSome } from './sample-error.ts';

/** Halvings of the interval from 0 to 1: to a millionth. */
const STEPS = 20;

/**
 * The mean of observations in [0, 1], each with the same mean given those before it: all means that two e-processes, one against
 * smaller and one against larger ones, do not reject at half of 1 - level each (I. Waudby-Smith, A. Ramdas, JRSS B 86, 2024, p. 1,
 * theorem 3). It holds for any distribution and however few there are, and is wide for few.
 * @throws SampleError without observations, or where one is not in [0, 1]
 */
export function bettingInterval(observations: readonly number[], level = 0.95): Interval {
  requireSome(observations.length, 'observation');
  requireInside(level, 'the level');
  const estimate = observations.reduce((sum, x) => sum + x, 0) / observations.length;
  const low = lowest(observations, level);
  const high =
    1 -
    lowest(
      observations.map((x) => 1 - x),
      level,
    );
  return { estimate, low: Math.min(low, estimate), high: Math.max(high, estimate), level };
}

/** The largest mean that the observations are evidence enough against, from above it. */
function lowest(observations: readonly number[], level: number): number {
  const enough = Math.log(2 / (1 - level));
  let [rejected, kept] = [0, 1];
  for (let step = 0; step < STEPS; step++) {
    const bound = (rejected + kept) / 2;
    if (observations.reduce(observe, eProcess(bound)).logE >= enough) rejected = bound;
    else kept = bound;
  }
  return rejected;
}
