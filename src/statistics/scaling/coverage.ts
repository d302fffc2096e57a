import { requirePositive, SampleError } from '../sample-error.ts';

/**
 * The chance that one of k attempts is right, from n attempts of which c were: 1 - C(n-c, k) / C(n, k) (M. Chen et al.,
 * arXiv:2107.03374, equation 1). Unbiased, where 1 - (1 - c/n)^k is not. Coverage is no accuracy: something must pick the
 * right one.
 */
export function passAtK(n: number, c: number, k: number): number {
  if (
    !Number.isSafeInteger(n) ||
    !Number.isSafeInteger(c) ||
    !Number.isSafeInteger(k) ||
    c < 0 ||
    c > n ||
    k < 1 ||
    k > n
  ) {
    throw new SampleError('out-of-range', `no ${k} of ${n} attempts with ${c} right`);
  }
  if (n - c < k) return 1;
  let missed = 1;
  for (let i = n - c + 1; i <= n; i++) missed *= 1 - k / i;
  return 1 - missed;
}

/** -ln coverage = a k^-b. */
export interface CoverageLaw {
  readonly a: number;
  readonly b: number;
}

/**
 * Least squares of ln(-ln c) over ln k (B. Brown et al., arXiv:2407.21787, section 3.2): exact through two points.
 * @param points attempts k and coverage c, 0 < c < 1
 */
export function fitCoverage(points: readonly { readonly k: number; readonly coverage: number }[]): CoverageLaw {
  if (new Set(points.map(({ k }) => k)).size < 2)
    throw new SampleError('out-of-range', 'two numbers of attempts are needed');
  const rows = points.map(({ k, coverage }) => {
    requirePositive(k, 'the number of attempts');
    if (!(coverage > 0 && coverage < 1)) throw new SampleError('out-of-range', `coverage ${coverage}`);
    return [Math.log(k), Math.log(-Math.log(coverage))] as const;
  });
  const mean = (at: 0 | 1): number => rows.reduce((sum, row) => sum + row[at], 0) / rows.length;
  const [x, y] = [mean(0), mean(1)];
  const slope =
    rows.reduce((sum, row) => sum + (row[0] - x) * (row[1] - y), 0) /
    rows.reduce((sum, row) => sum + (row[0] - x) ** 2, 0);
  return { a: Math.exp(y - slope * x), b: -slope };
}

/** The chance that one of k attempts is right. */
export const coverageAt = ({ a, b }: CoverageLaw, k: number): number => Math.exp(-a * k ** -b);

/** Score for each doubling between two amounts, on a line over their logarithm. */
export function gainPerDoubling(from: { at: number; score: number }, to: { at: number; score: number }): number {
  requirePositive(from.at, 'the first amount');
  requirePositive(Math.log2(to.at / from.at), 'the number of doublings');
  return (to.score - from.score) / Math.log2(to.at / from.at);
}
