import type { Draws } from '../../statistics/draws.ts';
import type { Interval } from '../../statistics/result.ts';
import { roganGladen } from '../../statistics/rogan-gladen.ts';
import { SampleError } from '../../statistics/sample-error.ts';
import type { Rate } from './rates.ts';

/** By the right label, how often the judge gave each. */
export type Measured = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * A rate as it would be had the judge made no mistakes, with what is uncertain of the judge in its interval. Trials of
 * clusters count as much as independent ones would that give the same interval.
 */
export function correctedRate(
  rate: Rate,
  label: string,
  measured: Measured | undefined,
  level: number,
  random: Draws,
): Interval | undefined {
  if (measured === undefined) return undefined;
  const confusion = { truePositives: 0, falseNegatives: 0, falsePositives: 0, trueNegatives: 0 };
  for (const [truth, judged] of Object.entries(measured)) {
    for (const [given, count] of Object.entries(judged)) {
      if (truth === label) confusion[given === label ? 'truePositives' : 'falseNegatives'] += count;
      else confusion[given === label ? 'falsePositives' : 'trueNegatives'] += count;
    }
  }
  const n = effective(rate);
  try {
    return roganGladen([{ called: Math.round(rate.estimate * n), n, judge: confusion }], random, { level });
  } catch (error) {
    if (error instanceof SampleError) return undefined;
    throw error;
  }
}

/** The number of independent trials whose Wilson interval is as wide as the rate's. */
function effective({ estimate, low, high, trials, items }: Rate): number {
  if (trials === items) return trials;
  const variance = ((high - low) / (2 * 1.96)) ** 2;
  const spread = Math.max(estimate * (1 - estimate), 1 / (4 * trials));
  return Math.max(1, Math.min(trials, Math.round(spread / Math.max(variance, 1e-9))));
}
