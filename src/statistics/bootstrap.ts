import type { Draws } from './draws.ts';
import { quantile, upperTail } from './normal.ts';
import type { Interval } from './result.ts';
import { requireReplicates, requireSome, SampleError } from './sample-error.ts';

export interface Resampling<Row> {
  /** Rows of the same cluster depend on one another and are drawn together; without it each row stands alone. */
  readonly cluster?: (row: Row) => string;
  /** Clusters are drawn within their stratum, whose number of clusters stays; no cluster lies in two. */
  readonly stratum?: (row: Row) => string;
  readonly method?: 'percentile' | 'bca';
  /** 2000 by default. */
  readonly replicates?: number;
  readonly level?: number;
}

/** Replicates without a value, as where a class is missing, are left out up to this share. */
const UNDEFINED_UP_TO = 0.05;

/** Values that differ by no more than this share are one value. */
const ROUNDING = 1e-12;

/**
 * The bootstrap over whole clusters (A. C. Davison, D. V. Hinkley, Bootstrap Methods and their Application, 1997, section
 * 3.8): limits are percentiles of the replicates, or those corrected for bias and acceleration (B. Efron, JASA 82, 1987,
 * p. 171; B. Efron, R. Tibshirani, An Introduction to the Bootstrap, 1993, equations 14.10, 14.14 and 14.15). With fewer than some 30 clusters both
 * cover less than they say. A statistic is NaN where it is not defined.
 * @throws SampleError 'degenerate' where all replicates agree, since the bootstrap then knows no uncertainty (as for 0 of
 * n: ask Clopper and Pearson), or where more than 5 % of them have no value
 */
export function bootstrap<Row>(
  rows: readonly Row[],
  statistic: (rows: readonly Row[]) => number,
  random: Draws,
  { cluster, stratum, method = 'bca', replicates = 2000, level = 0.95 }: Resampling<Row> = {},
): Interval {
  requireReplicates(replicates, level);
  requireSome(rows.length, 'row');
  const strata = inStrata(clustersOf(rows, cluster), stratum);
  const estimate = statistic(rows);
  if (!Number.isFinite(estimate)) throw new SampleError('degenerate', `the statistic of the sample is ${estimate}`);
  const values = new Float64Array(replicates);
  let defined = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    const value = statistic(resample(strata, random));
    if (!Number.isNaN(value)) values[defined++] = value;
  }
  if (defined < replicates * (1 - UNDEFINED_UP_TO)) {
    throw new SampleError(
      'degenerate',
      `the statistic has no value in ${replicates - defined} of ${replicates} replicates`,
    );
  }
  const sorted = values.subarray(0, defined).toSorted();
  const [lowest = 0, highest = 0] = [sorted[0], sorted.at(-1)];
  if (highest - lowest <= ROUNDING * Math.abs(estimate)) throw new SampleError('degenerate', 'all replicates agree');
  const tail = (1 - level) / 2;
  const shift = method === 'bca' ? corrections(sorted, estimate, strata, statistic) : (share: number) => share;
  return { estimate, low: percentile(sorted, shift(tail)), high: percentile(sorted, shift(1 - tail)), level };
}

function clustersOf<Row>(rows: readonly Row[], cluster: Resampling<Row>['cluster']): readonly (readonly Row[])[] {
  return cluster === undefined ? rows.map((row) => [row]) : [...Map.groupBy(rows, cluster).values()];
}

function inStrata<Row>(
  clusters: readonly (readonly Row[])[],
  stratum: Resampling<Row>['stratum'],
): readonly (readonly (readonly Row[])[])[] {
  if (stratum === undefined) return [clusters];
  const strata = Map.groupBy(clusters, (members) => {
    const [name = '', ...others] = new Set(members.map(stratum));
    if (others.length > 0) throw new SampleError('mismatched', `a cluster lies in the strata ${name} and ${others[0]}`);
    return name;
  });
  return [...strata.values()];
}

function resample<Row>(strata: readonly (readonly (readonly Row[])[])[], random: Draws): Row[] {
  const drawn: Row[] = [];
  for (const clusters of strata) {
    for (let i = 0; i < clusters.length; i++) {
      for (const row of clusters[random.integer(clusters.length)] ?? []) drawn.push(row);
    }
  }
  return drawn;
}

/** From the nominal share of the replicates to the corrected one. */
function corrections<Row>(
  sorted: Float64Array,
  estimate: number,
  strata: readonly (readonly (readonly Row[])[])[],
  statistic: (rows: readonly Row[]) => number,
): (share: number) => number {
  // Half of the ties, which rounding may hide, counts as below: a discrete statistic would look biased otherwise.
  const rounding = ROUNDING * Math.abs(estimate);
  const below = sorted.reduce((sum, value) => {
    if (Math.abs(value - estimate) <= rounding) return sum + 0.5;
    return value < estimate ? sum + 1 : sum;
  }, 0);
  if (below === 0 || below === sorted.length) {
    throw new SampleError('degenerate', 'all replicates lie to one side of the estimate');
  }
  const bias = quantile(below / sorted.length);
  const a = acceleration(strata, statistic);
  return (share) => {
    const z = bias + quantile(share);
    // Past its pole the formula would turn round; all that is left there is the outermost replicate.
    return a * z < 1 ? upperTail(-(bias + z / (1 - a * z))) : Number(z > 0);
  };
}

/** A sixth of the skewness of the jackknife's influence values, each stratum about its own mean. */
function acceleration<Row>(
  strata: readonly (readonly (readonly Row[])[])[],
  statistic: (rows: readonly Row[]) => number,
): number {
  let [squares, cubes] = [0, 0];
  for (const [s, clusters] of strata.entries()) {
    const left = clusters
      .map((_, out) => statistic(strata.flatMap((all, t) => (t === s ? all.toSpliced(out, 1) : all)).flat()))
      .filter((value) => !Number.isNaN(value));
    const mean = left.reduce((sum, value) => sum + value, 0) / left.length;
    for (const value of left) {
      const influence = ((clusters.length - 1) * (mean - value)) / clusters.length;
      squares += influence ** 2;
      cubes += influence ** 3;
    }
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/** The share's place between order statistics, at (B + 1) share, by linear interpolation. */
function percentile(sorted: Float64Array, share: number): number {
  const at = Math.min(Math.max((sorted.length + 1) * share - 1, 0), sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] ?? Number.NaN;
  return low + (at - below) * ((sorted[below + 1] ?? low) - low);
}
