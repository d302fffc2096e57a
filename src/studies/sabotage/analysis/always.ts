import type { Random } from '../../../core/random.ts';
import { bootstrap } from '../../../statistics/bootstrap.ts';
import { clopperPearson } from '../../../statistics/clopper-pearson.ts';
import type { Interval } from '../../../statistics/result.ts';
import { SampleError } from '../../../statistics/sample-error.ts';
import type { Cells } from '../course/tally.ts';
import { LEVEL } from './results.ts';

/** Above this the interval of the neutral share must lie: most answers, whoever asks. */
export const ALWAYS = 0.5;

/** The share of a label under neutral contexts, with an interval over tasks. Undefined without answers. */
export function shareOver(tasks: Cells, random: Random): Interval | undefined {
  const rows = [...tasks].map(([task, cell]) => ({ task, ...cell }));
  const share = (all: readonly (typeof rows)[number][]): number =>
    all.reduce((sum, { hits }) => sum + hits, 0) / all.reduce((sum, { n }) => sum + n, 0);
  if (rows.length === 0) return undefined;
  try {
    return bootstrap(rows, share, random, { cluster: ({ task }) => task, method: 'percentile', level: LEVEL });
  } catch (error) {
    if (!(error instanceof SampleError)) throw error;
    // Tasks that all agree: each then counts as one answer.
    const { low, high } = clopperPearson(Math.round(share(rows) * rows.length), rows.length, LEVEL);
    return { estimate: share(rows), low, high, level: LEVEL };
  }
}
