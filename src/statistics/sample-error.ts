export type SampleFault =
  | 'empty' // no observation at all
  | 'out-of-range' // a count, probability or level outside its range
  | 'mismatched' // inputs that belong together differ in length
  | 'degenerate'; // the observations do not determine what was asked

/** The observations, or the parameters, do not fit the question. */
export class SampleError extends RangeError {
  override readonly name = 'SampleError';
  readonly fault: SampleFault;

  constructor(fault: SampleFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

export function requireSome(n: number, what: string): void {
  if (n === 0) throw new SampleError('empty', `no ${what}`);
}

/** @throws SampleError unless 0 < value < 1 */
export function requireInside(value: number, what: string): void {
  if (!(value > 0 && value < 1)) throw new SampleError('out-of-range', `${what} ${value} is not between 0 and 1`);
}

/** @throws SampleError unless both are whole numbers, n is positive, and successes lie from 0 to n */
export function requireProportion(successes: number, n: number): void {
  requireCounts([successes, n]);
  requireSome(n, 'trial');
  if (successes > n) throw new SampleError('out-of-range', `no proportion: ${successes} of ${n}`);
}

/** @throws SampleError unless every count is a whole number that is not negative */
export function requireCounts(counts: readonly number[]): void {
  for (const count of counts) {
    if (!Number.isSafeInteger(count) || count < 0) throw new SampleError('out-of-range', `no count: ${count}`);
  }
}

/** @throws SampleError unless so many replicates reach the limits of an interval at `level`: 39 at 95 % */
export function requireReplicates(replicates: number, level: number): void {
  requireInside(level, 'the level');
  // Rounding in the level must not ask for one more.
  if (!Number.isSafeInteger(replicates) || (replicates + 1) * (1 - level) < 2 - 1e-9) {
    throw new SampleError('out-of-range', `${replicates} replicates for a level of ${level}`);
  }
}

/** @throws SampleError unless the value is finite and positive */
export function requirePositive(value: number, what: string): void {
  if (!(value > 0 && value < Infinity)) throw new SampleError('out-of-range', `${what} ${value} is not positive`);
}

export function requireFinite(values: readonly number[], what: string): void {
  for (const value of values) {
    if (!Number.isFinite(value)) throw new SampleError('out-of-range', `${what} ${value} is not finite`);
  }
}
