import { bootstrap } from '../../statistics/bootstrap.ts';
import { clopperPearson } from '../../statistics/clopper-pearson.ts';
import type { Draws } from '../../statistics/draws.ts';
import type { Interval } from '../../statistics/result.ts';
import { SampleError } from '../../statistics/sample-error.ts';
import { wilson } from '../../statistics/wilson.ts';
import type { ItemTally } from './tally.ts';

export interface Rate extends Interval {
  readonly items: number;
  readonly trials: number;
  /** Trials with the label. */
  readonly count: number;
  readonly method: string;
}

/** How often a label was given. Undefined without trials. */
export function rateOf(
  cell: readonly ItemTally[],
  label: string,
  clustered: boolean,
  level: number,
  random: Draws,
): Rate | undefined {
  const trials = cell.reduce((sum, one) => sum + one.trials, 0);
  if (trials === 0) return undefined;
  const count = cell.reduce((sum, one) => sum + countOf(one, label), 0);
  const about = { items: cell.length, trials, count };
  if (!clustered) return { ...wilson(count, trials, level), ...about, method: 'Wilson' };
  const share = (rows: readonly ItemTally[]): number =>
    rows.reduce((sum, one) => sum + countOf(one, label), 0) / rows.reduce((sum, one) => sum + one.trials, 0);
  try {
    const interval = bootstrap(cell, share, random, { cluster: (one) => one.cluster, level, method: 'percentile' });
    return { ...interval, ...about, method: 'cluster bootstrap' };
  } catch (error) {
    if (!(error instanceof SampleError)) throw error;
    // Where all clusters agree the bootstrap knows no uncertainty: each of them then counts as one trial.
    const clusters = new Set(cell.map((one) => one.cluster)).size;
    const { low, high } = clopperPearson(Math.round((count / trials) * clusters), clusters, level);
    return { estimate: count / trials, low, high, level, ...about, method: 'Clopper-Pearson over clusters' };
  }
}

export function countOf({ labels }: ItemTally, label: string): number {
  return labels.get(label) ?? 0;
}
