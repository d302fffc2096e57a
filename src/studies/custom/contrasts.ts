import { bootstrap } from '../../statistics/bootstrap.ts';
import type { Draws } from '../../statistics/draws.ts';
import { mcnemar } from '../../statistics/mcnemar.ts';
import { quantile } from '../../statistics/normal.ts';
import { newcombePaired } from '../../statistics/newcombe.ts';
import { detectableOfPaired } from '../../statistics/power.ts';
import type { Interval } from '../../statistics/result.ts';
import { SampleError } from '../../statistics/sample-error.ts';
import { signFlip } from '../../statistics/sign-flip.ts';
import { countOf } from './rates.ts';
import type { ItemTally } from './tally.ts';

/** How much more often a label was given under the first condition than under the second, on the same items. */
export interface Contrast {
  readonly interval: Interval;
  readonly p: number;
  /** Items with a judged trial under both. */
  readonly items: number;
  /** The smallest difference that this many items tell in 80 % of studies, as seen here; Infinity where none. */
  readonly detectable: number;
  readonly method: string;
}

/** Of all that is detectable. */
export const POWER = 0.8;

/** Undefined without an item that has both. */
export function contrastOf(
  first: readonly ItemTally[],
  second: readonly ItemTally[],
  label: string,
  clustered: boolean,
  level: number,
  random: Draws & { split(label: string): Draws },
): Contrast | undefined {
  const others = new Map(second.map((one) => [one.item, one]));
  const pairs = first.flatMap((one) => {
    const other = others.get(one.item);
    return other === undefined ? [] : [{ one, other }];
  });
  if (pairs.length === 0) return undefined;
  return clustered ? ofMeans(pairs, label, level, random) : ofPairs(pairs, label, level);
}

interface Pair {
  readonly one: ItemTally;
  readonly other: ItemTally;
}

function ofPairs(pairs: readonly Pair[], label: string, level: number): Contrast {
  const table = { both: 0, first: 0, second: 0, neither: 0 };
  for (const { one, other } of pairs) {
    const [a, b] = [countOf(one, label) > 0, countOf(other, label) > 0];
    table[a ? (b ? 'both' : 'first') : b ? 'second' : 'neither']++;
  }
  const items = pairs.length;
  // Half a pair against it where none was seen: none seen is not none there.
  const opposed = Math.max(Math.min(table.first, table.second), 0.5) / items;
  return {
    interval: newcombePaired(table, level),
    p: mcnemar(table).p,
    items,
    detectable: items < 2 ? Number.POSITIVE_INFINITY : detectableOfPaired(items, opposed, POWER),
    method: 'exact McNemar, Newcombe',
  };
}

function ofMeans(
  pairs: readonly Pair[],
  label: string,
  level: number,
  random: Draws & { split(label: string): Draws },
): Contrast {
  const rows = pairs.map(({ one, other }) => ({
    cluster: one.cluster,
    difference: countOf(one, label) / one.trials - countOf(other, label) / other.trials,
  }));
  const clusters = [...Map.groupBy(rows, ({ cluster }) => cluster).values()].map(meanOf);
  const { p } = signFlip(clusters, random.split('flips'));
  const sd = Math.sqrt(clusters.reduce((sum, one) => sum + (one - average(clusters)) ** 2, 0) / (clusters.length - 1));
  const { interval, by } = intervalOf(rows, level, random.split('bootstrap'));
  return {
    interval,
    p,
    items: pairs.length,
    // Signs of few clusters come so by chance more often than that, whatever the clusters say.
    detectable:
      2 ** (1 - clusters.length) > 1 - level
        ? Number.POSITIVE_INFINITY
        : ((-quantile((1 - level) / 2) - quantile(1 - POWER)) * Math.max(sd, 1 / clusters.length)) /
          Math.sqrt(clusters.length),
    method: `sign flips over clusters, ${by}`,
  };
}

type Row = { readonly cluster: string; readonly difference: number };

function intervalOf(rows: readonly Row[], level: number, random: Draws): { interval: Interval; by: string } {
  try {
    const by = { cluster: ({ cluster }: Row) => cluster, level, method: 'percentile' } as const;
    return { interval: bootstrap(rows, meanOf, random, by), by: 'cluster bootstrap' };
  } catch (error) {
    if (!(error instanceof SampleError)) throw error;
    // Clusters that all agree say nothing of how far the next would lie: at most a whole one of them more.
    const clusters = new Set(rows.map(({ cluster }) => cluster)).size;
    const [estimate, far] = [meanOf(rows), 1 - (1 - level) ** (1 / clusters)];
    const interval = { estimate, low: Math.max(-1, estimate - far), high: Math.min(1, estimate + far), level };
    return { interval, by: 'bound over clusters that agree' };
  }
}

const meanOf = (rows: readonly Row[]): number => average(rows.map(({ difference }) => difference));
const average = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
