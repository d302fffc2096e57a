import jstat from 'jstat';
import { pairsOf, type PairedTable } from './newcombe.ts';
import { upperTail } from './normal.ts';
import type { TestResult } from './result.ts';
import { requireFinite, requireInside, SampleError } from './sample-error.ts';

/**
 * Whether two paired means are equivalent: that their difference lies within ±margin, by two one-sided t-tests (D. J.
 * Schuirmann, J. Pharmacokinet. Biopharm. 15, 1987, p. 657). One difference for each independent unit.
 * @returns p: the greater of the two; statistic: the t that it belongs to, distance from the nearer margin in errors
 * @throws SampleError where there are fewer than two differences, or all are equal
 */
export function equivalentMeans(differences: readonly number[], margin: number): TestResult {
  requireFinite(differences, 'the difference');
  if (!(margin > 0 && margin < Infinity)) throw new SampleError('out-of-range', `the margin ${margin} is not positive`);
  const n = differences.length;
  if (n < 2) throw new SampleError('empty', `${n} differences give no error`);
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / n;
  const squares = differences.reduce((sum, difference) => sum + (difference - mean) ** 2, 0);
  const error = Math.sqrt(squares / (n - 1) / n);
  if (error <= 1e-14 * Math.abs(mean) || error === 0) throw new SampleError('degenerate', 'all differences are equal');
  const statistic = (margin - Math.abs(mean)) / error;
  return { p: jstat.jStat.studentt.cdf(-statistic, n - 1), statistic, n };
}

/**
 * Whether two proportions on the same items are equivalent: that their difference lies within ±margin, by two one-sided
 * score tests (T. Tango, Statistics in Medicine 17, 1998, p. 891).
 * @returns p: the greater of the two; statistic: the z that it belongs to; n: the pairs
 * @throws SampleError where a count is no count, all are 0, or the margin is not between 0 and 1
 */
export function equivalentPairedProportions(table: PairedTable, margin: number): TestResult {
  requireInside(margin, 'the margin');
  const n = pairsOf(table);
  const { first, second } = table;
  const statistic = Math.min(scoreAboveLower(first, second, n, margin), scoreAboveLower(second, first, n, margin));
  return { p: upperTail(statistic), statistic, n };
}

/** Tango's z of the null hypothesis that the difference is -margin, with the discordance estimated under it. */
function scoreAboveLower(first: number, second: number, n: number, margin: number): number {
  const b = first + second - (2 * n - first + second) * -margin;
  const c = second * margin * (1 + margin);
  const q = (b + Math.sqrt(Math.max(0, b * b - 8 * n * c))) / (4 * n);
  const variance = n * (2 * q - margin * (1 + margin));
  return (first - second + n * margin) / Math.sqrt(variance);
}
