import { Random } from '../../core/random.ts';
import { auc, delong } from '../../statistics/auc.ts';
import { bootstrap } from '../../statistics/bootstrap.ts';
import type { Interval } from '../../statistics/result.ts';
import { SampleError } from '../../statistics/sample-error.ts';

/** A model with how suspicious a detector finds it. */
export interface Rated {
  readonly score: number;
  readonly family: string;
}

export interface Separation {
  /** NaN where a class is empty. */
  readonly area: number;
  /** Of a bootstrap over whole families; undefined where it knows no uncertainty, as with one family. */
  readonly families: Interval | undefined;
  /** DeLong's, as if models were independent of one another. */
  readonly models: Interval | undefined;
}

/** How well scores tell positives from negatives. */
export function separation<R extends Rated>(positives: readonly R[], negatives: readonly R[]): Separation {
  const scores = (rows: readonly Rated[]): number[] => rows.map(({ score }) => score);
  const labelled = [
    ...positives.map((one) => ({ ...one, positive: true })),
    ...negatives.map((one) => ({ ...one, positive: false })),
  ];
  type Labelled = (typeof labelled)[number];
  const area = (rows: readonly Labelled[]): number => {
    const [own, others] = [rows.filter(({ positive }) => positive), rows.filter(({ positive }) => !positive)];
    return own.length === 0 || others.length === 0
      ? Number.NaN
      : auc({ positives: scores(own), negatives: scores(others) });
  };
  return {
    area: area(labelled),
    families: defined(() =>
      bootstrap(labelled, area, Random.from(1).split('families'), {
        cluster: ({ family }) => family,
        method: 'percentile',
      }),
    ),
    models: defined(() => delong({ positives: scores(positives), negatives: scores(negatives) })),
  };
}

function defined(interval: () => Interval): Interval | undefined {
  try {
    return interval();
  } catch (error) {
    if (error instanceof SampleError) return undefined;
    throw error;
  }
}

/** The smallest score above which no more than this share of the negatives lies; a model above it is called. */
export function thresholdAt(negatives: readonly number[], share: number): number {
  const sorted = negatives.toSorted((a, b) => b - a);
  return sorted[Math.floor(share * sorted.length + 1e-9)] ?? Number.POSITIVE_INFINITY;
}

/**
 * Those of `rows` that are called at a false positive rate, each by the threshold of the negatives of other families; where
 * there is no other family, by that of its own.
 */
export function calledAt<R extends Rated>(rows: readonly R[], negatives: readonly R[], share: number): readonly R[] {
  const thresholds = new Map(
    [...new Set(rows.map(({ family }) => family))].map((family) => {
      const others = negatives.filter((one) => one.family !== family);
      const from = others.length > 0 ? others : negatives;
      return [
        family,
        thresholdAt(
          from.map(({ score }) => score),
          share,
        ),
      ] as const;
    }),
  );
  return rows.filter(({ score, family }) => score > (thresholds.get(family) ?? Number.POSITIVE_INFINITY));
}
