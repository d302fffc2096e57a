import { ClaimError } from '../claim-error.ts';
import { type Basis, requireDated, together } from './basis.ts';
import { dimensionText, sameDimension, times, type Dimension } from './dimension.ts';
import { type Unit, unit } from './unit.ts';

/** A number with its unit, and where it stands in time. */
export interface Quantity extends Basis {
  /** In base units: seconds, bytes, FLOP. */
  readonly base: number;
  readonly dimension: Dimension;
}

/** @throws ClaimError `unknown-unit`, or `undated` for a live page without its date */
export function quantity(value: number, of: string | Unit, basis: Basis = {}): Quantity {
  if (!Number.isFinite(value)) throw new ClaimError('out-of-range', `${value} is no quantity`);
  requireDated(basis);
  const { scale, dimension } = typeof of === 'string' ? unit(of) : of;
  return { ...basis, base: value * scale, dimension };
}

/** The value in a unit. @throws ClaimError `unlike-units` */
export function inUnit(of: Quantity, text: string): number {
  const { scale, dimension } = unit(text);
  requireSame(of.dimension, dimension, 'expressed in');
  return of.base / scale;
}

/** @throws ClaimError `unlike-units` */
export function add(a: Quantity, b: Quantity): Quantity {
  requireSame(a.dimension, b.dimension, 'added to');
  return { ...joined(a, b), base: a.base + b.base, dimension: a.dimension };
}

/** @throws ClaimError `unlike-units` */
export function subtract(a: Quantity, b: Quantity): Quantity {
  return add(a, { ...b, base: -b.base });
}

/** @throws ClaimError `double-counting` */
export function multiply(a: Quantity, b: Quantity): Quantity {
  return { ...joined(a, b), base: a.base * b.base, dimension: times(a.dimension, b.dimension) };
}

/** @throws ClaimError `double-counting`, or `out-of-range` for a division by 0 */
export function divide(a: Quantity, b: Quantity): Quantity {
  if (b.base === 0) throw new ClaimError('out-of-range', 'a division by 0');
  return { ...joined(a, b), base: a.base / b.base, dimension: times(a.dimension, b.dimension, -1) };
}

/** The greater part of the basis: the later date, and all that either holds. */
function joined(a: Quantity, b: Quantity): Basis {
  const dates = [a.asOf, b.asOf].filter((date) => date !== undefined).toSorted();
  const asOf = dates.at(-1);
  const holds = together(a.holds ?? [], b.holds ?? []);
  return { ...(asOf === undefined ? {} : { asOf }), ...(holds.length === 0 ? {} : { holds }) };
}

function requireSame(a: Dimension, b: Dimension, done: string): void {
  if (sameDimension(a, b)) return;
  throw new ClaimError('unlike-units', `${dimensionText(a)} cannot be ${done} ${dimensionText(b)}`);
}
