import type { TestResult } from './result.ts';
import { requireInside, SampleError } from './sample-error.ts';

/** A process that can be looked at after every observation. */
export interface EProcess {
  /** The null hypothesis: every observation has a mean, given those before it, of at most this. */
  readonly bound: number;
  readonly n: number;
  readonly sum: number;
  /** The logarithm of the evidence now: an e-value at any stopping time. */
  readonly logE: number;
  /** The highest it has been; exp(-peak) is the p-value that stays valid under optional stopping. */
  readonly logPeak: number;
  /** The logarithm of the capital of each bet. */
  readonly bets: readonly number[];
}

/** Stakes spread evenly over those that cannot go broke: 32 of them cost a few per cent of the growth of the best. */
const STAKES = 32;

/**
 * Starts an e-process against the null hypothesis that observations in [0, 1], a coin's or bounded scores', have mean at
 * most `bound`, each given the past: a mixture of bets of constant stake, capital being the product of
 * 1 + stake (x - bound) with stakes between 0 and 1 / bound (I. Waudby-Smith, A. Ramdas, Estimating means of bounded random
 * variables by betting, JRSS B 86, 2024, p. 1, section 4). For coins this is a mixture of likelihood ratios, of
 * probabilities above the bound against the bound. By Ville's inequality it ever passes 1 / alpha with probability at
 * most alpha, however one stops. Against a mean of at least m, observe 1 - x against the bound 1 - m; for differences in
 * [-1, 1] observe (1 + d) / 2 against 1/2.
 * @throws SampleError unless the bound is between 0 and 1
 */
export function eProcess(bound: number): EProcess {
  requireInside(bound, 'the bound');
  return { bound, n: 0, sum: 0, logE: 0, logPeak: 0, bets: Array.from({ length: STAKES }, () => 0) };
}

/**
 * The process after one more observation; the one before is left as it was.
 * @throws SampleError where the observation is not in [0, 1]
 */
export function observe(process: EProcess, x: number): EProcess {
  if (!(x >= 0 && x <= 1)) throw new SampleError('out-of-range', `the observation ${x} is not in [0, 1]`);
  const { bound } = process;
  const bets = process.bets.map((capital, i) => capital + Math.log1p(((i + 0.5) / STAKES / bound) * (x - bound)));
  const logE = logMean(bets);
  const logPeak = Math.max(process.logPeak, logE);
  return { bound, n: process.n + 1, sum: process.sum + x, logE, logPeak, bets };
}

/** The test at this moment: p valid under optional stopping, the logarithm of the e-value as statistic. */
export function anytimeTest(process: EProcess): TestResult {
  return { p: Math.exp(-process.logPeak), statistic: process.logE, n: process.n };
}

function logMean(logs: readonly number[]): number {
  const highest = Math.max(...logs);
  return highest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - highest), 0) / logs.length);
}
