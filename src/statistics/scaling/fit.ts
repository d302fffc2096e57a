import { requirePositive, SampleError } from '../sample-error.ts';

/** Accuracy, or another score, at an amount of thinking. */
export interface ScalingPoint {
  readonly tokens: number;
  readonly score: number;
}

export interface ScalingFit {
  /** Coefficients of 1, x, x² in x = log10 tokens. */
  readonly coefficients: readonly number[];
  /** Standard deviation of the residuals, with the degrees of freedom that are left; 0 where none are. */
  readonly deviation: number;
  readonly points: number;
  predict(tokens: number): number;
}

/**
 * Least squares of a score over the logarithm of tokens: a line (`degree` 1), or a parabola (2) that can flatten and fall. A
 * law of this form holds on a range; it says nothing beyond it.
 */
export function fitScaling(points: readonly ScalingPoint[], degree: 1 | 2): ScalingFit {
  const x = points.map(({ tokens }) => {
    requirePositive(tokens, 'the number of tokens');
    return Math.log10(tokens);
  });
  if (new Set(x).size <= degree) throw new SampleError('out-of-range', `${points.length} points for degree ${degree}`);
  // Centred, so that the equations are well conditioned.
  const middle = x.reduce((sum, one) => sum + one, 0) / x.length;
  const rows = x.map((one) => Array.from({ length: degree + 1 }, (_, power) => (one - middle) ** power));
  const beta = leastSquares(
    rows,
    points.map(({ score }) => score),
  );
  const predict = (tokens: number): number =>
    beta.reduce((sum, coefficient, power) => sum + coefficient * (Math.log10(tokens) - middle) ** power, 0);
  const squares = points.reduce((sum, { tokens, score }) => sum + (score - predict(tokens)) ** 2, 0);
  const free = points.length - degree - 1;
  const [a = 0, b = 0, c = 0] = beta;
  const coefficients = [a - b * middle + c * middle * middle, b - 2 * c * middle, ...(degree === 2 ? [c] : [])];
  return { coefficients, deviation: free > 0 ? Math.sqrt(squares / free) : 0, points: points.length, predict };
}

/** Solves the normal equations by Gauss's elimination with pivots; at most three unknowns. */
function leastSquares(rows: readonly (readonly number[])[], values: readonly number[]): number[] {
  const size = rows[0]?.length ?? 0;
  const at = (row: readonly number[], column: number): number => row[column] ?? 0;
  const system = Array.from({ length: size }, (_, i) => [
    ...Array.from({ length: size }, (__, j) => rows.reduce((sum, row) => sum + at(row, i) * at(row, j), 0)),
    rows.reduce((sum, row, index) => sum + at(row, i) * at(values, index), 0),
  ]);
  for (let column = 0; column < size; column++) {
    const below = system.slice(column).toSorted((a, b) => Math.abs(at(b, column)) - Math.abs(at(a, column)));
    system.splice(column, below.length, ...below);
    const pivot = system[column] ?? [];
    for (const [index, row] of system.entries()) {
      if (index === column) continue;
      const factor = at(row, column) / at(pivot, column);
      for (let k = column; k <= size; k++) row[k] = at(row, k) - factor * at(pivot, k);
    }
  }
  return system.map((row, index) => at(row, size) / at(row, index));
}
