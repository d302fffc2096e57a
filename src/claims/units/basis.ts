import { ClaimError } from '../claim-error.ts';

/**
 * What a number already holds. Some factors may meet only once: what a chip costs to rent today is what the trend of
 * hardware has made of it.
 */
export type Holds =
  | { readonly kind: 'market-rent'; readonly asOf: string }
  | { readonly kind: 'hardware-trend'; readonly from: string; readonly to: string };

/** Where a number stands in time. `live` is a page that changes without notice: it counts from its day of reading on. */
export interface Basis {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly asOf?: string;
  readonly live?: boolean;
  readonly holds?: readonly Holds[];
}

const DATE = /^\d{4}(-\d{2}){0,2}$/;
const MONTH = 365.25 / 12;

/** Days since 1970 of the first day that a date can mean. @throws ClaimError `out-of-range` where it is no date */
export function dayOf(date: string): number {
  const day = DATE.test(date) ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(day)) throw new ClaimError('out-of-range', `${date} is no date`);
  return day / 86_400_000;
}

/** From one date to another, in months of 30.4 days. */
export const monthsBetween = (from: string, to: string): number => (dayOf(to) - dayOf(from)) / MONTH;

/** @throws ClaimError `undated` for a page that changes, without the day on which it was read */
export function requireDated({ live, asOf }: Basis): void {
  if (live === true && (asOf === undefined || asOf.length < 7)) {
    throw new ClaimError('undated', 'a live page shows other numbers by now: give the date of a snapshot');
  }
}

/**
 * What a product of two numbers holds.
 * @throws ClaimError `double-counting` where a rent is multiplied by a hardware gain whose time the rent has already seen
 */
export function together(a: readonly Holds[], b: readonly Holds[]): readonly Holds[] {
  const all = [...a, ...b];
  for (const rent of all) {
    if (rent.kind !== 'market-rent') continue;
    for (const gain of all) {
      // A month of grace: a rent is quoted for the month that it was seen in.
      if (gain.kind !== 'hardware-trend' || monthsBetween(gain.from, rent.asOf) <= 1) continue;
      throw new ClaimError(
        'double-counting',
        `a rent as of ${rent.asOf} already holds what hardware gained from ${gain.from} to ${gain.to}`,
      );
    }
  }
  return all;
}
