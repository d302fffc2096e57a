import { detectableEffect } from '../calibration.ts';
import type { Discernment } from './judge-error.ts';

/** What the neutral contexts of a study say of how well it could see. */
export interface Sight {
  /** Of the screen: for each of its parts the tasks and the deviation that a context had to pass. */
  readonly cuts: readonly { readonly tasks: number; readonly least: number }[];
  /** Of the confirmation: the standard deviation of neutral contexts at full size, and how many they are. */
  readonly spread: number;
  readonly m: number;
  readonly tasks: number;
  readonly repeats: number;
  readonly phases: number;
  /** Share of neutral contexts. */
  readonly share: number;
  /** Contexts over which the false discovery rate is held. */
  readonly size: number;
  readonly fdr: number;
  readonly judge: Discernment;
}

const POWER = 0.8;
/** Of both parts of the screen and the confirmation, so that all together are about as likely as the power says. */
const EACH = 0.9;
/** What a mixture of bets loses against the best of them, in nats. */
const MIXTURE = 2;
/** The place of the power asked for in the standard normal distribution. */
const AT_POWER = 0.84;

/**
 * The smallest effect, as a difference of shares, that about 80 % of such studies would have found: the largest of what
 * the screen lets pass, what the calibrated test tells, and what the e-process gathers enough evidence for. All three are
 * of shares as the judge calls them; the effect is what these are without its errors. Approximate. Infinity where none would
 * have been.
 */
export function detectable(sight: Sight): number {
  const screened = Math.max(0, ...sight.cuts.map((cut) => passes(cut, sight.share)));
  const calibrated = detectableEffect(sight.spread, sight.m, sight.fdr / sight.size, POWER);
  const all = Math.max(screened, calibrated, gathered(sight));
  const { sensitivity, youden } = sight.judge;
  return youden <= 0 || all > sensitivity - sight.share ? Number.POSITIVE_INFINITY : all / youden;
}

/** The rise that brings a context over the cut of one part of the screen, one answer a task. */
function passes({ tasks, least }: { readonly tasks: number; readonly least: number }, share: number): number {
  const hits = Math.floor(tasks * (share + least) + 1e-9) + 1;
  return smallest((rise) => atLeast(hits, tasks, Math.min(1, share + rise)) >= EACH);
}

/** The binomial probability of so many hits or more. */
function atLeast(hits: number, n: number, p: number): number {
  if (p >= 1) return hits <= n ? 1 : 0;
  let term = (1 - p) ** n;
  let below = 0;
  for (let k = 0; k < hits; k++) {
    below += term;
    term *= ((n - k) / (k + 1)) * (p / (1 - p));
  }
  return 1 - below;
}

/**
 * The rise at which the e-process passes its threshold: for the best stake up to the largest, growth per task by the
 * second-order expansion of the logarithm, less the spread of that sum.
 */
function gathered({ share, spread, tasks, repeats, phases, size, fdr }: Sight): number {
  const needed = Math.log(size / fdr) + Math.log(phases) + MIXTURE;
  return smallest((rise) => {
    const p = Math.min(1, share + rise);
    const gain = rise - spread / 4;
    const variance = (p * (1 - p)) / repeats;
    const stake = Math.min(2 / (1 + spread / 4), gain <= 0 ? 0 : (2 * gain) / (variance + gain ** 2));
    const growth = (stake * gain) / 2 - (stake ** 2 * (variance + gain ** 2)) / 8;
    return tasks * growth - (AT_POWER * stake * Math.sqrt(tasks * variance)) / 2 >= needed;
  });
}

/** Bisection over what is enough. */
function smallest(enough: (rise: number) => boolean): number {
  let [low, high] = [0, 1];
  if (!enough(high)) return Number.POSITIVE_INFINITY;
  for (let step = 0; step < 30; step++) {
    const middle = (low + high) / 2;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
