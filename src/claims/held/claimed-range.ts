import type { ClaimedNumber } from '../claimed.ts';

/** A claimed number as what counts as it; an end that is absent is open. */
export interface ClaimedRange {
  readonly low?: number;
  readonly high?: number;
  readonly unit: string;
}

/** A value reaches half a unit of its last digit to either side, unless its rounding is given: 5.6 from 5.55 to 5.65. */
export function claimedRange({ value, low, high, unit, rounding }: ClaimedNumber): ClaimedRange {
  if (value !== undefined) {
    const reach = rounding ?? lastDigit(value) / 2;
    return { low: value - reach, high: value + reach, unit };
  }
  return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }), unit };
}

/** One unit of the last digit that a number is written with: 0.1 of 5.6, 1 of 294, 1e23 of 9.7e24. */
function lastDigit(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  const decimals = digits.split('.')[1]?.length ?? 0;
  return 10 ** (Number(exponent) - decimals);
}

/** A hair wider, so that a sum of decimals that meets an edge is not outside of it. */
const HAIR = 1e-9;

export function within(value: number, { low = -Infinity, high = Infinity }: ClaimedRange): boolean {
  const hair = Math.abs(value) * HAIR;
  return value >= low - hair && value <= high + hair;
}

/** One number to aim at: the middle of a range, or its only end. */
export function aimOf({ low, high }: ClaimedRange): number {
  if (low === undefined || high === undefined) return low ?? high ?? 0;
  return (low + high) / 2;
}
