import type { Interval } from '../../statistics/result.ts';
import type { Contrast } from './contrasts.ts';
import type { Rate } from './rates.ts';

/** How often a model gave a label under a condition. */
export interface RateRow extends Rate {
  readonly arm: string;
  readonly condition: string;
  readonly label: string;
  /** The same, corrected for what the judge is known to get wrong. */
  readonly corrected?: Interval;
}

/** How a model's answers differ between two conditions. */
export interface ContrastRow extends Contrast {
  readonly arm: string;
  readonly first: string;
  readonly second: string;
  readonly label: string;
  /** By Holm, over all contrasts of the study. */
  readonly adjusted: number;
}
