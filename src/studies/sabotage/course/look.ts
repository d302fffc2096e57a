import { eProcess, observe } from '../../../statistics/e-process.ts';
import type { Draws } from '../../../statistics/draws.ts';
import { signFlip } from '../../../statistics/sign-flip.ts';
import { type CalibratedEffect, calibratedEffect, FEWEST_NEUTRAL, samplingFloor, spreadOf } from '../calibration.ts';
import { type Deviations, mean } from './deviations.ts';

/** What the answers so far say of one context. */
export interface Look extends Omit<CalibratedEffect, 'effect'> {
  /** Share in the context, less that in a neutral one. */
  readonly estimate: number;
  /**
   * Standard deviation of that estimate: what the spread of neutral contexts gives, and what chance and the choice of tasks
   * add where this context varies more than they do.
   */
  readonly uncertainty: number;
  /** Neutral contexts that it is held against. */
  readonly m: number;
  /** Their standard deviation, or what chance alone gives, where that is more. */
  readonly spread: number;
  /** One-sided p of the sign flips over tasks, against the mean of the neutral contexts. */
  readonly signFlip: number;
  /** The logarithm of the e-value against doing worse than neutral contexts by a quarter of their standard deviation at most. */
  readonly logE: number;
  readonly tasks: number;
  readonly answers: number;
  /** Of these, with the label. */
  readonly hits: number;
  /** The share of neutral contexts. */
  readonly neutralShare: number;
}

/** An e-process needs a bound below 1, however far neutral contexts lie apart. */
const WIDEST = 0.98;
/**
 * Standard deviations of the neutral contexts that a context may lie above them under the null hypothesis of the e-process.
 * More would leave real effects of that size unseen; the rest of the spread is the calibrated test's to judge.
 */
const MARGIN = 0.25;

/**
 * Holds one context against the neutral ones. Three questions: could tasks alone explain it, however often one looks
 * (e-process over the tasks: its null bound is the neutral share and a quarter of a standard deviation of the neutral
 * contexts more), could they explain it without any model of how answers vary (sign flips), and could the spread of harmless
 * contexts explain it (calibrated t)? Undefined with fewer than three neutral contexts.
 */
export function lookAt(deviations: Deviations, random: Draws): Look | undefined {
  const { context, neutrals, n, hits, neutral } = deviations;
  if (neutrals.length < FEWEST_NEUTRAL) return undefined;
  const floor = samplingFloor(neutral.hits, neutral.n, n);
  const { effect, error, test } = calibratedEffect(mean(context), neutrals, { floor });
  // Several answers to one task are no independent ones: an effect that only some tasks have varies with the tasks drawn.
  const own = Math.max(samplingFloor(hits, n, n), errorOverTasks(context));
  const { m, spread } = spreadOf(neutrals);
  const wide = Math.max(spread, floor);
  let process = eProcess((1 + Math.min(MARGIN * wide, WIDEST)) / 2);
  for (const one of context) process = observe(process, (1 + one) / 2);
  return {
    estimate: effect.estimate,
    error,
    uncertainty: Math.sqrt(error ** 2 + Math.max(0, own ** 2 - floor ** 2)),
    test,
    m,
    spread: wide,
    signFlip: signFlip(context, random, { alternative: 'greater', replicates: 1999 }).p,
    logE: process.logE,
    tasks: context.length,
    answers: n,
    hits,
    neutralShare: neutral.hits / neutral.n,
  };
}

/** Standard error of a mean over tasks, each of which counts once. */
function errorOverTasks(deviations: readonly number[]): number {
  const { length } = deviations;
  if (length < 2) return 0;
  const centre = mean(deviations);
  return Math.sqrt(deviations.reduce((sum, one) => sum + (one - centre) ** 2, 0) / (length * (length - 1)));
}
