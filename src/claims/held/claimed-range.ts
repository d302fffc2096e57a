import type { ClaimedNumber } from '../claimed.ts';

/** A claimed number as what counts as it; an end that is absent is open. */
export interface ClaimedRange {
  readonly low?: number;
  readonly high?: number;
  /** The one value that is said: `low` and `high` are the ends of its rounding then. Nobody said the middle of an interval. */
  readonly value?: number;
  readonly unit: string;
}

/**
 * A value reaches half a unit of its last significant digit to either side, unless its rounding is given: 5.6 from 5.55 to 5.65,
 * and so do 5600 thousands and 5600000.
 */
export function claimedRange({ value, low, high, unit, rounding, digits }: ClaimedNumber): ClaimedRange {
  if (value !== undefined) {
    const reach = rounding ?? lastDigit(value, digits) / 2;
    return { low: value - reach, high: value + reach, value, unit };
  }
  return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }), unit };
}

/**
 * One unit of the last digit that is significant: 0.1 of 5.6, 1e5 of 5600000, 1e23 of 9.7e24. Zeros at the end only carry the
 * place of the others, unless `digits` says that they count.
 */
function lastDigit(value: number, digits?: number): number {
  const [significant = '', exponent = '0'] = Math.abs(value).toExponential().split('e');
  return 10 ** (Number(exponent) - (digits ?? significant.replace('.', '').length) + 1);
}

/** A hair wider, so that a sum of decimals that meets an edge is not outside of it. */
const HAIR = 1e-9;

export function within(value: number, { low = -Infinity, high = Infinity }: ClaimedRange): boolean {
  const hair = Math.abs(value) * HAIR;
  return value >= low - hair && value <= high + hair;
}

/** Whether an interval has a number in it that is claimed. */
export const reaches = (from: number, to: number, { low = -Infinity, high = Infinity }: ClaimedRange): boolean =>
  to + Math.abs(to) * HAIR >= low && from - Math.abs(from) * HAIR <= high;

/** Whether an interval is the claimed one: both of its ends, each within the rounding that it is written with. */
export function sameEnds(from: number, to: number, { low, high, value }: ClaimedRange): boolean {
  if (value !== undefined || low === undefined || high === undefined) return false;
  return Math.abs(from - low) <= lastDigit(low) / 2 && Math.abs(to - high) <= lastDigit(high) / 2;
}
