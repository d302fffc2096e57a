export type ClaimFault =
  | 'unknown-unit' // no such unit, or one that is not written as units are
  | 'unlike-units' // a sum, comparison or conversion between different dimensions
  | 'undated' // a page that changes, without the day it was read
  | 'double-counting' // the same gain stands in two factors
  | 'unknown-quantity' // no record of this id
  | 'no-value' // a range alone, where one number is needed
  | 'out-of-range' // an input outside of what the equation is for
  | 'missing-input' // an equation lacks an input
  | 'unsupported-architecture' // parameters cannot be counted from this config
  | 'no-solution'; // no value of the input gives what was asked

/** A claim cannot be computed as it was asked: says which rule of arithmetic or of evidence stands against it. */
export class ClaimError extends RangeError {
  override readonly name = 'ClaimError';
  readonly fault: ClaimFault;

  constructor(fault: ClaimFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** @throws ClaimError unless the value is finite and positive */
export function requirePositive(value: number, what: string): void {
  if (!(value > 0 && value < Infinity)) throw new ClaimError('out-of-range', `${what} ${value} is not positive`);
}

/** @throws ClaimError unless the value is finite and at least 0 */
export function requireNotNegative(value: number, what: string): void {
  if (!(value >= 0 && value < Infinity))
    throw new ClaimError('out-of-range', `${what} ${value} is negative or not finite`);
}

/** @throws ClaimError unless 0 < value <= 1 */
export function requireShare(value: number, what: string): void {
  if (!(value > 0 && value <= 1)) throw new ClaimError('out-of-range', `${what} ${value} is not above 0 and at most 1`);
}
