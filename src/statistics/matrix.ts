import { SampleError } from './sample-error.ts';

/** Rows of a small dense matrix. */
export type Matrix = readonly (readonly number[])[];

/** A pivot this much smaller than its row is rounding. */
const SINGULAR = 1e-12;

/**
 * The X with A X = B, by Gaussian elimination with scaled partial pivoting (G. Golub, C. Van Loan, Matrix Computations,
 * section 3.4).
 * @throws SampleError 'degenerate' where A is singular to working precision
 */
export function solve(a: Matrix, b: Matrix): number[][] {
  const n = a.length;
  const rows = a.map((row, i) => [...row, ...(b[i] ?? [])]);
  const scale = a.map((row) => Math.max(...row.map(Math.abs)));
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let i = column + 1; i < n; i++) if (weight(i, column) > weight(pivot, column)) pivot = i;
    if (!(weight(pivot, column) > SINGULAR)) throw new SampleError('degenerate', 'the columns depend on one another');
    [rows[column], rows[pivot]] = [rows[pivot] ?? [], rows[column] ?? []];
    [scale[column], scale[pivot]] = [scale[pivot] ?? 0, scale[column] ?? 0];
    const lead = rows[column] ?? [];
    for (const [i, row] of rows.entries()) {
      const factor = i === column ? 0 : (row[column] ?? 0) / (lead[column] ?? 1);
      if (factor !== 0) for (let j = column; j < row.length; j++) row[j] = (row[j] ?? 0) - factor * (lead[j] ?? 0);
    }
  }
  return rows.map((row, i) => row.slice(n).map((value) => value / (row[i] ?? 1)));

  function weight(i: number, column: number): number {
    return Math.abs(rows[i]?.[column] ?? 0) / (scale[i] || 1);
  }
}

export function identity(n: number): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => (i === j ? 1 : 0)));
}

export function multiply(a: Matrix, b: Matrix): number[][] {
  return a.map((row) => (b[0] ?? []).map((_, j) => row.reduce((sum, value, k) => sum + value * (b[k]?.[j] ?? 0), 0)));
}

/** Adds factor · u vᵀ to the matrix in place. */
export function addOuter(to: number[][], u: readonly number[], v: readonly number[], factor = 1): void {
  for (const [i, row] of to.entries()) {
    for (let j = 0; j < row.length; j++) row[j] = (row[j] ?? 0) + factor * (u[i] ?? 0) * (v[j] ?? 0);
  }
}
