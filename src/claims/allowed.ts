import { ClaimError } from './claim-error.ts';
import { numberText, withUnit } from './held/number-text.ts';

/** Which numbers an input can be, in its unit. */
export interface Allowed {
  readonly above?: number;
  readonly from?: number;
  readonly to?: number;
  readonly below?: number;
}

export const ANY: Allowed = {};
export const POSITIVE: Allowed = { above: 0 };
export const NOT_NEGATIVE: Allowed = { from: 0 };
/** A share of which something is taken. */
export const SHARE: Allowed = { above: 0, to: 1 };
/** A share that may be none. */
export const FRACTION: Allowed = { from: 0, to: 1 };
/** A share that leaves something. */
export const NOT_ALL: Allowed = { from: 0, below: 1 };
/** Of a halving time in months: what anybody has proposed, and a good deal to either side. Beyond it results are 0 or endless. */
export const HALVING: Allowed = { from: 0.1, to: 1200 };

export const allows = ({ above = -Infinity, from = -Infinity, to = Infinity, below = Infinity }: Allowed, x: number) =>
  Number.isFinite(x) && x > above && x >= from && x <= to && x < below;

/** Of some limits: `above 0 and at most 1`, `0 or more`, `0.1 to 1,200 month`. */
export function allowedText({ above, from, to, below }: Allowed, unit: string): string {
  const say = (value: number): string => numberText(value);
  if (from !== undefined && to !== undefined) return withUnit(`${say(from)} to ${say(to)}`, unit);
  const least = above !== undefined ? `above ${say(above)}` : from !== undefined ? `${say(from)} or more` : '';
  const most = below !== undefined ? `below ${say(below)}` : to !== undefined ? `at most ${say(to)}` : '';
  return withUnit([least, most].filter((one) => one !== '').join(' and '), unit).trim();
}

/** @throws ClaimError `out-of-range` with what is allowed, unless all of the values are. They are in the unit. */
export function requireAllowed(name: string, values: readonly number[], allowed: Allowed, unit: string): void {
  if (values.every((value) => allows(allowed, value))) return;
  const said = allowed === ANY ? 'any finite number' : allowedText(allowed, unit);
  const given = [...new Set(values)].map((value) => String(Number(value.toPrecision(6)))).join(' to ');
  throw new ClaimError('out-of-range', `${name} is ${given}, and allowed is ${said}`);
}
