import type { Draws } from './draws.ts';
import { gamma } from './gamma.ts';
import type { Interval } from './result.ts';
import { requireProportion, requireReplicates, requireSome, SampleError } from './sample-error.ts';

/** What a judge said of items whose truth is known. */
export interface Confusion {
  readonly truePositives: number;
  readonly falseNegatives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
}

/** Items that one judge judged, with what it said of others whose truth is known. */
export interface Stratum {
  readonly called: number;
  readonly n: number;
  readonly judge: Confusion;
}

/**
 * The proportion of true positives where an imperfect judge called `called` of `n` positive (W. J. Rogan, B. Gladen, Am. J.
 * Epidemiol. 107, 1978, p. 71): (q + specificity - 1) / (sensitivity + specificity - 1), kept within 0 to 1. The interval
 * carries the uncertainty of the judge too, by multiple imputation: sensitivity, specificity and q are drawn from
 * their posteriors (H. Jeffreys' Beta(1/2, 1/2) priors), each draw is corrected, and the limits are the quantiles. A draw
 * in which the judge is no better than chance says nothing, so it counts as 0 for the low and as 1 for the high limit.
 * The items that measured the judge must be like those it now judges, and independent of them. Where it errs otherwise in
 * some items than in others these are strata: each is corrected by itself, and the whole is their mean by size.
 * @throws SampleError without strata, where a count is no count, a class is empty, or the judge as measured is no better than chance
 */
export function roganGladen(
  strata: readonly Stratum[],
  random: Draws,
  { replicates = 4000, level = 0.95 }: { replicates?: number; level?: number } = {},
): Interval {
  requireSome(strata.length, 'stratum');
  requireReplicates(replicates, level);
  const all = strata.reduce((sum, { n }) => sum + n, 0);
  // Within bounds as a whole only: strata near one of them would else pull the mean away from it.
  const estimate = within(strata.reduce((sum, stratum) => sum + (stratum.n / all) * estimateOf(stratum), 0));
  const lows = new Float64Array(replicates);
  const highs = new Float64Array(replicates);
  for (let i = 0; i < replicates; i++) {
    for (const { called, n, judge } of strata) {
      const sensitivity = posterior(judge.truePositives, judge.falseNegatives, random);
      const specificity = posterior(judge.trueNegatives, judge.falsePositives, random);
      const draw = corrected(posterior(called, n - called, random), sensitivity, specificity);
      lows[i] = (lows[i] ?? 0) + (n / all) * (draw ?? 0);
      highs[i] = (highs[i] ?? 0) + (n / all) * (draw ?? 1);
    }
    lows[i] = within(lows[i] ?? 0);
    highs[i] = within(highs[i] ?? 1);
  }
  const rank = Math.floor(((1 - level) / 2) * replicates);
  const low = lows.toSorted()[rank] ?? 0;
  const high = highs.toSorted()[replicates - 1 - rank] ?? 1;
  // The quantiles of Jeffreys' posterior stay off a boundary that the estimate itself may lie on.
  return { estimate, low: Math.min(low, estimate), high: Math.max(high, estimate), level };
}

function estimateOf({ called, n, judge }: Stratum): number {
  const { truePositives, falseNegatives, falsePositives, trueNegatives } = judge;
  requireProportion(called, n);
  requireProportion(truePositives, truePositives + falseNegatives);
  requireProportion(trueNegatives, trueNegatives + falsePositives);
  const estimate = corrected(
    called / n,
    truePositives / (truePositives + falseNegatives),
    trueNegatives / (trueNegatives + falsePositives),
  );
  if (estimate === undefined) throw new SampleError('degenerate', 'the judge as measured is no better than chance');
  return estimate;
}

/** Of one stratum it may lie outside 0 to 1. Undefined where the judge is no better than chance. */
function corrected(q: number, sensitivity: number, specificity: number): number | undefined {
  const youden = sensitivity + specificity - 1;
  return youden > 0 ? (q + specificity - 1) / youden : undefined;
}

const within = (share: number): number => Math.min(1, Math.max(0, share));

function posterior(successes: number, failures: number, random: Draws): number {
  const a = gamma(successes + 0.5, random);
  return a / (a + gamma(failures + 0.5, random));
}
