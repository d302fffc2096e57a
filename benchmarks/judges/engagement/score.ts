import { Random } from '../../../src/core/random.ts';
import { bootstrap } from '../../../src/statistics/bootstrap.ts';
import { cohenKappa } from '../../../src/statistics/kappa.ts';
import { SampleError } from '../../../src/statistics/sample-error.ts';
import { wilson } from '../../../src/statistics/wilson.ts';

/** A row of two raters, and what it depends on. */
export interface Pair {
  readonly truth: string;
  readonly said: string;
  readonly cluster: string;
}

export interface Kappa {
  readonly estimate: number;
  readonly low?: number;
  readonly high?: number;
  readonly agreed: number;
  readonly n: number;
}

/** Cohen's kappa with the limits of a bootstrap over topics; without limits where it has none. */
export function kappaOf(pairs: readonly Pair[], labels: readonly string[], seed: string): Kappa {
  const agreed = pairs.filter(({ truth, said }) => truth === said).length;
  const estimate = kappa(pairs, labels);
  const base = { estimate, agreed, n: pairs.length };
  try {
    const { low, high } = bootstrap(pairs, (rows) => kappa(rows, labels), Random.from(seed), {
      cluster: ({ cluster }) => cluster,
      method: 'percentile',
      replicates: 1000,
    });
    return { ...base, low, high };
  } catch (error) {
    if (error instanceof SampleError) return base;
    throw error;
  }
}

/** Not a number where a rater only ever names one label. */
function kappa(pairs: readonly Pair[], labels: readonly string[]): number {
  const table = tableOf(pairs, labels);
  try {
    return cohenKappa(table).estimate;
  } catch (error) {
    if (error instanceof SampleError) return Number.NaN;
    throw error;
  }
}

export const tableOf = (pairs: readonly Pair[], labels: readonly string[]): number[][] =>
  labels.map((row) =>
    labels.map((column) => pairs.filter(({ truth, said }) => truth === row && said === column).length),
  );

export function shownKappa({ estimate, low, high, agreed, n }: Kappa): string {
  const limits = low === undefined || high === undefined ? '' : `${low.toFixed(2)}–${high.toFixed(2)}, `;
  return Number.isNaN(estimate) ? `– (${agreed}/${n})` : `${estimate.toFixed(2)} (${limits}${agreed}/${n} agree)`;
}

/** A share in per cent with its 95 % Wilson interval; a dash where there is nothing to share. */
export function shownShare(of: number, all: number): string {
  if (all === 0) return '–';
  const { low, high } = wilson(of, all);
  const percent = (part: number): string => (100 * part).toFixed(0);
  return `${percent(of / all)} % (${percent(low)}–${percent(high)}, ${of}/${all})`;
}
