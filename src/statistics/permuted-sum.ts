import type { Draws } from './draws.ts';
import { logChoose } from './log-choose.ts';
import { requireSome, SampleError } from './sample-error.ts';

/** Steps of the sum over all draws, some hundredths of a second: a study asks for hundreds of them. */
const MOST_STEPS = 4_000_000;

const REPLICATES = 9999;

/**
 * The exact permutation test that scores of the first sample are larger: the probability that as many units, drawn from both
 * without replacement, have a sum as large as theirs (E. J. G. Pitman, Suppl. J. R. Stat. Soc. 4, 1937, p. 119). With scores of 0
 * and 1 it is Fisher's exact test. A unit may be a cluster, whose score is a sum over what hangs together in it.
 * Where samples or scores are so large that it would take too long, by random draws and p = (k + 1) / (replicates + 1)
 * (B. Phipson, G. K. Smyth, Stat. Appl. Genet. Mol. Biol. 9:39, 2010), or undefined without them; which of the two, samples
 * and scores together decide, and not what of them is in the first.
 * @param first scores, whole numbers from 0
 * @throws SampleError where a sample is empty or a score is no such number
 */
export function permutedSumGreater(first: readonly number[], second: readonly number[], random: Draws): number;
export function permutedSumGreater(
  first: readonly number[],
  second: readonly number[],
  random?: Draws,
): number | undefined;
export function permutedSumGreater(
  first: readonly number[],
  second: readonly number[],
  random?: Draws,
): number | undefined {
  requireSome(first.length, 'unit');
  requireSome(second.length, 'unit');
  const all = [...first, ...second];
  for (const score of all)
    if (!Number.isSafeInteger(score) || score < 0) throw new SampleError('out-of-range', `a score of ${score}`);
  const least = first.reduce((sum, score) => sum + score, 0);
  if (least === 0) return 1;
  const scores = [...Map.groupBy(all, (score) => score)].map(([score, { length }]) => ({ score, many: length }));
  const most = first.length * Math.max(...scores.map(({ score }) => score));
  if (scores.length * first.length ** 2 * most > MOST_STEPS)
    return random === undefined ? undefined : overSome(all, first.length, least, random);
  // Probability, by how many units are drawn and their sum; what reaches the sum that was seen is all in its last place.
  const width = least + 1;
  let reached = new Float64Array((first.length + 1) * width);
  reached[0] = 1;
  const ln = logChoose(all.length);
  let left = all.length;
  for (const { score, many } of scores) {
    const next = new Float64Array(reached.length);
    for (let drawn = 0; drawn <= first.length; drawn++) {
      const wanted = first.length - drawn;
      const fewest = Math.max(0, wanted - (left - many));
      for (let take = fewest; take <= Math.min(many, wanted); take++) {
        const p = Math.exp(ln(many, take) + ln(left - many, wanted - take) - ln(left, wanted));
        for (let sum = 0; sum < width; sum++) {
          const at = (drawn + take) * width + Math.min(least, sum + take * score);
          next[at] = (next[at] ?? 0) + p * (reached[drawn * width + sum] ?? 0);
        }
      }
    }
    reached = next;
    left -= many;
  }
  return Math.min(1, reached[first.length * width + least] ?? 0);
}

function overSome(all: readonly number[], size: number, least: number, random: Draws): number {
  const units = all.slice();
  let extreme = 0;
  for (let replicate = 0; replicate < REPLICATES; replicate++) {
    let sum = 0;
    for (let at = 0; at < size; at++) {
      const other = at + random.integer(units.length - at);
      const [drawn, left] = [units[other] ?? 0, units[at] ?? 0];
      units[at] = drawn;
      units[other] = left;
      sum += drawn;
    }
    if (sum >= least) extreme++;
  }
  return (extreme + 1) / (REPLICATES + 1);
}
