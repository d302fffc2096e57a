import { UsageError } from '../../core/errors.ts';
import { DISCLAIMER } from './classify.ts';
import type { Day } from './date.ts';
import { holds } from './edge.ts';
import { mayDecide } from './rules/cited.ts';
import type { Citation } from './rules/rule.ts';
import { type Standing, standingOf } from './standing.ts';
import { THRESHOLDS } from './thresholds.ts';

/** Operations of a training run, all stages together: one number, or an estimate with its interval. */
export type TrainingFlop = number | { readonly value: number; readonly low: number; readonly high: number };

export interface ThresholdResult {
  readonly id: string;
  readonly title: string;
  readonly standing: Standing;
  readonly edge: number;
  readonly unit: 'FLOP';
  /** `straddles`: the interval has the edge within it. `excluded`: it is not for published weights. */
  readonly crossing: 'above' | 'below' | 'straddles' | 'excluded' | 'undecided';
  /** Value less edge. */
  readonly margin: number;
  /** Value by edge: 0.97 is three percent under. */
  readonly factor: number;
  readonly says: string;
  readonly cites: readonly Citation[];
  readonly unverified: readonly string[];
  readonly disclaimer: string;
}

function bounds(flop: TrainingFlop): { value: number; low: number; high: number } {
  const { value, low, high } = typeof flop === 'number' ? { value: flop, low: flop, high: flop } : flop;
  if (![value, low, high].every((one) => Number.isFinite(one) && one > 0) || low > value || value > high)
    throw new UsageError('training compute is a number above 0, in FLOP, with low ≤ value ≤ high');
  return { value, low, high };
}

type Crossing = ThresholdResult['crossing'];

/** A threshold for closed weights is crossed by those alone. */
function forWeights(closedOnly: boolean, numbers: Crossing, weights: 'published' | 'closed' | undefined): Crossing {
  if (!closedOnly || numbers === 'below' || weights === 'closed') return numbers;
  return weights === 'published' ? 'excluded' : 'undecided';
}

/**
 * Which thresholds on training compute a model is over, of those published by a day.
 * @param flop cumulative, in floating point operations
 * @param weights whether its weights are published: 4E091 is for closed ones alone
 */
export function thresholdsOf(
  flop: TrainingFlop,
  asOf: Day,
  weights?: 'published' | 'closed',
): readonly ThresholdResult[] {
  const { value, low, high } = bounds(flop);
  return THRESHOLDS.flatMap((threshold) => {
    const { id, title, edge, closedOnly, above, cites, unverified } = threshold;
    const standing = standingOf(threshold.dates, asOf);
    if (standing.state === 'unpublished') return [];
    const [least, most] = [holds(threshold, low), holds(threshold, high)];
    const numbers = least === most ? (least ? 'above' : 'below') : 'straddles';
    const crossing = mayDecide(cites) ? forWeights(closedOnly === true, numbers, weights) : 'undecided';
    const says = {
      above,
      below: `${(100 * (1 - value / edge)).toPrecision(2)}% under the threshold`,
      straddles: 'the interval has the threshold within it: not decided',
      excluded: 'published weights are left out, however much was spent',
      undecided: mayDecide(cites)
        ? 'it is for closed weights alone, and whether these are published was not said'
        : 'the text of the rule was not read',
    }[crossing];
    return {
      id,
      title,
      standing,
      edge,
      unit: 'FLOP' as const,
      crossing,
      margin: value - edge,
      factor: value / edge,
      says,
      cites,
      unverified,
      disclaimer: DISCLAIMER,
    };
  });
}
