/**
 * Logistic regression with a ridge on standardised features by Newton's method.
 * Returned on the features' own scale.
 */
export function logistic(
  rows: readonly (readonly number[])[],
  is: readonly boolean[],
  ridge: number,
): { readonly intercept: number; readonly weights: readonly number[] } {
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, j) => rows.map((row) => row[j] ?? 0));
  const means = columns.map((column) => column.reduce((sum, one) => sum + one, 0) / column.length);
  const spreads = columns.map((column, j) =>
    Math.sqrt(column.reduce((sum, one) => sum + (one - (means[j] ?? 0)) ** 2, 0) / column.length),
  );
  const scaled = rows.map((row) => [
    1,
    ...row.map((one, j) => (spreads[j] ? (one - (means[j] ?? 0)) / spreads[j] : 0)),
  ]);
  let beta = Array.from({ length: width + 1 }, () => 0);
  for (let round = 0; round < 30; round++) {
    const gradient = beta.map((one, j) => (j === 0 ? 0 : -ridge * one));
    const hessian = beta.map((_, j) => beta.map((__, k) => (j === k && j > 0 ? ridge : j === k ? 1e-9 : 0)));
    for (const [i, row] of scaled.entries()) {
      const p = 1 / (1 + Math.exp(-row.reduce((sum, one, j) => sum + one * (beta[j] ?? 0), 0)));
      const error = Number(is[i]) - p;
      for (let j = 0; j <= width; j++) {
        const one = row[j] ?? 0;
        if (one === 0) continue;
        gradient[j] = (gradient[j] ?? 0) + one * error;
        const line = hessian[j] ?? [];
        const scale = p * (1 - p) * one;
        for (let k = 0; k <= width; k++) line[k] = (line[k] ?? 0) + scale * (row[k] ?? 0);
      }
    }
    const step = solve(hessian, gradient);
    beta = beta.map((one, j) => one + (step[j] ?? 0));
    if (Math.max(...step.map(Math.abs)) < 1e-7) break;
  }
  const weights = beta.slice(1).map((one, j) => (spreads[j] ? one / spreads[j] : 0));
  const intercept = (beta[0] ?? 0) - weights.reduce((sum, one, j) => sum + one * (means[j] ?? 0), 0);
  return { intercept, weights };
}

/** Gauss with pivots; the ridge keeps the matrix regular. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const n = rows.length;
  for (let i = 0; i < n; i++) {
    const pivot = rows.reduce(
      (best, row, j) => (j >= i && Math.abs(row[i] ?? 0) > Math.abs(rows[best]?.[i] ?? 0) ? j : best),
      i,
    );
    const [a, b] = [rows[i] ?? [], rows[pivot] ?? []];
    rows[i] = b;
    rows[pivot] = a;
    for (let j = i + 1; j < n; j++) {
      const row = rows[j] ?? [];
      const factor = (row[i] ?? 0) / (b[i] ?? 1);
      for (let k = i; k <= n; k++) row[k] = (row[k] ?? 0) - factor * (b[k] ?? 0);
    }
  }
  const x = Array.from({ length: n }, () => 0);
  for (let i = n - 1; i >= 0; i--) {
    const row = rows[i] ?? [];
    let sum = row[n] ?? 0;
    for (let j = i + 1; j < n; j++) sum -= (row[j] ?? 0) * (x[j] ?? 0);
    x[i] = sum / (row[i] ?? 1);
  }
  return x;
}
