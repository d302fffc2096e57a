import jstat from 'jstat';

/** A share of few questions drawn towards what is usual, with its credible limits. */
export interface Shrunk {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Pseudo-counts: what is known before the questions are asked. */
export interface Prior {
  readonly a: number;
  readonly b: number;
}

/** Topics that all agree would fix the rest of them; so few questions are lent to each at most. */
const MOST = 30;
const LEAST = 1;
/** Off the edges, where a beta distribution has no shape. */
const EDGE = 0.005;

/**
 * The beta distribution that the shares of many topics look drawn from, by moments weighed with the number of questions
 * (J. C. Kleinman, JASA 68, 1973, p. 46): empirical Bayes.
 */
export function priorOf(topics: readonly { readonly sum: number; readonly n: number }[]): Prior {
  const known = topics.filter(({ n }) => n > 0);
  const all = known.reduce((total, { n }) => total + n, 0);
  if (all === 0) return { a: 0.5, b: 0.5 };
  const mean = Math.min(1 - EDGE, Math.max(EDGE, known.reduce((total, { sum }) => total + sum, 0) / all));
  const size = all / known.length;
  const spread = known.reduce((total, { sum, n }) => total + n * (sum / n - mean) ** 2, 0) / all;
  const binomial = (mean * (1 - mean)) / size;
  const between = Math.max(0, spread - binomial);
  const weight = between === 0 ? MOST : Math.min(MOST, Math.max(LEAST, (mean * (1 - mean)) / between - 1));
  return { a: mean * weight, b: (1 - mean) * weight };
}

export function shrink(sum: number, n: number, { a, b }: Prior, level = 0.95): Shrunk {
  const [above, below] = [a + sum, b + n - sum];
  const at = (share: number): number => jstat.jStat.beta.inv(share, above, below);
  return { value: above / (above + below), low: at((1 - level) / 2), high: at((1 + level) / 2) };
}
