import { clopperPearson } from './clopper-pearson.ts';
import { reach } from './normal.ts';
import type { Interval } from './result.ts';
import { requireCounts, requireSome, SampleError } from './sample-error.ts';

/**
 * Cohen's kappa of a square table, rows the first rater's categories and columns the second's (J. Cohen, Educ. Psychol.
 * Meas. 20, 1960, p. 37), with the large-sample error (J. L. Fleiss, J. Cohen, B. S. Everitt, Psychol. Bull. 72, 1969,
 * p. 323). That error is 0 where all agree or none does: the exact limit of the agreement, at the agreement expected by
 * chance, stands in for it there.
 * @throws SampleError where the table is not square, empty, or a rater only ever names one category
 */
export function cohenKappa(table: readonly (readonly number[])[], level = 0.95): Interval {
  for (const row of table) {
    requireCounts(row);
    if (row.length !== table.length) throw new SampleError('mismatched', 'the table is not square');
  }
  const n = sum(table.flat());
  requireSome(n, 'item');
  const shares = table.map((row) => row.map((count) => count / n));
  const first = table.map((row) => sum(row) / n);
  const second = table.map((_, j) => sum(table.map((row) => row[j] ?? 0)) / n);
  const agreed = sum(table.map((row, i) => row[i] ?? 0));
  const observed = agreed / n;
  const expected = sum(first.map((share, i) => share * (second[i] ?? 0)));
  // Kappa is then 0 (or undefined) whatever the other rater does, and its error 0.
  if (first.includes(1) || second.includes(1)) {
    throw new SampleError('degenerate', 'a rater names one category only');
  }
  const estimate = (observed - expected) / (1 - expected);
  if (agreed === n || agreed === 0) {
    const { low, high } = clopperPearson(agreed, n, level);
    return { estimate, low: (low - expected) / (1 - expected), high: (high - expected) / (1 - expected), level };
  }
  const diagonal = sum(
    shares.map((row, i) => (row[i] ?? 0) * (1 - ((first[i] ?? 0) + (second[i] ?? 0)) * (1 - estimate)) ** 2),
  );
  const off = sum(
    shares.flatMap((row, i) =>
      row.map((share, j) => (i === j ? 0 : share * ((second[i] ?? 0) + (first[j] ?? 0)) ** 2)),
    ),
  );
  const variance =
    (diagonal + (1 - estimate) ** 2 * off - (estimate - expected * (1 - estimate)) ** 2) / (n * (1 - expected) ** 2);
  const half = reach(level) * Math.sqrt(Math.max(0, variance));
  return { estimate, low: Math.max(-1, estimate - half), high: Math.min(1, estimate + half), level };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
