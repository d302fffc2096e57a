import jstat from 'jstat';
import { addOuter, identity, type Matrix, multiply, solve } from './matrix.ts';
import type { Interval, TestResult } from './result.ts';
import { requireFinite, requireInside, requireSome, SampleError } from './sample-error.ts';

export interface Observation {
  readonly outcome: boolean;
  /** A leading 1 for the intercept, then what is varied; as many for each observation. */
  readonly covariates: readonly number[];
  readonly cluster: string;
}

/** A log-odds with its interval and the two-sided test of 0; `n` counts clusters. */
export type Coefficient = Interval & TestResult & { readonly error: number };

const STEPS = 30;
const CONVERGED = 1e-10;
/** Log-odds beyond this are probabilities of 1 - 1e-13: the estimate runs to infinity. */
const SEPARATED_BEYOND = 30;

/**
 * Generalised estimating equations with a logistic link and independence as working correlation, with robust errors over
 * clusters (K.-Y. Liang, S. L. Zeger, Biometrika 73, 1986, p. 13). 'sandwich' is their estimate, too small for few
 * clusters; 'bias-reduced' takes the leverage of each cluster out (L. A. Mancl, T. A. DeRouen, Biometrics 57, 2001,
 * p. 126). Tests and limits are Student's with clusters - coefficients degrees of freedom: with 20 clusters a test at 5 %
 * of a condition that varies between them errs in about 6 % and 2 % of simulated samples.
 * @throws SampleError 'degenerate' where outcomes are separated, covariates depend on one another, or there are no more
 * clusters than coefficients
 */
export function logisticGee(
  observations: readonly Observation[],
  { errors = 'bias-reduced', level = 0.95 }: { errors?: 'sandwich' | 'bias-reduced'; level?: number } = {},
): Coefficient[] {
  requireInside(level, 'the level');
  requireSome(observations.length, 'observation');
  const width = observations[0]?.covariates.length ?? 0;
  for (const { covariates } of observations) {
    if (covariates.length !== width) throw new SampleError('mismatched', 'observations differ in their covariates');
    requireFinite(covariates, 'the covariate');
  }
  const clusters = [...Map.groupBy(observations, ({ cluster }) => cluster).values()];
  const freedom = clusters.length - width;
  if (freedom < 1) throw new SampleError('degenerate', `${clusters.length} clusters for ${width} coefficients`);
  const beta = fit(observations, width);
  const covariance = sandwich(clusters, beta, errors);
  const { studentt } = jstat.jStat;
  const reach = studentt.inv((1 + level) / 2, freedom);
  return beta.map((estimate, j) => {
    const error = Math.sqrt(covariance[j]?.[j] ?? Number.NaN);
    if (!(error > 0)) throw new SampleError('degenerate', 'clusters do not differ: there is no error to estimate');
    const statistic = estimate / error;
    const p = Math.min(1, 2 * studentt.cdf(-Math.abs(statistic), freedom));
    const [low, high] = [estimate - reach * error, estimate + reach * error];
    return { estimate, low, high, level, error, statistic, p, n: clusters.length };
  });
}

/** Newton's method, which for this link is Fisher's scoring. */
function fit(observations: readonly Observation[], width: number): number[] {
  let beta = Array.from({ length: width }, () => 0);
  for (let step = 0; step < STEPS; step++) {
    const { score, information } = derivatives(observations, beta);
    const change = solve(
      information,
      score.map((value) => [value]),
    ).map(([value = 0]) => value);
    beta = beta.map((value, j) => value + (change[j] ?? 0));
    const separated = observations.some(({ covariates }) => Math.abs(dot(covariates, beta)) > SEPARATED_BEYOND);
    if (separated) break;
    if (Math.max(...change.map(Math.abs)) < CONVERGED) return beta;
  }
  throw new SampleError('degenerate', 'a combination of the covariates separates the outcomes');
}

/** The sum over observations of x (y - p) and of p (1 - p) x xᵀ. */
function derivatives(
  observations: readonly Observation[],
  beta: readonly number[],
): { score: number[]; information: number[][] } {
  const score = beta.map(() => 0);
  const information = beta.map(() => beta.map(() => 0));
  for (const { covariates, outcome } of observations) {
    const p = 1 / (1 + Math.exp(-dot(covariates, beta)));
    for (let j = 0; j < score.length; j++) score[j] = (score[j] ?? 0) + (covariates[j] ?? 0) * ((outcome ? 1 : 0) - p);
    addOuter(information, covariates, covariates, p * (1 - p));
  }
  return { score, information };
}

function sandwich(
  clusters: readonly (readonly Observation[])[],
  beta: readonly number[],
  errors: 'sandwich' | 'bias-reduced',
): Matrix {
  const parts = clusters.map((members) => derivatives(members, beta));
  const total = beta.map((_, i) =>
    beta.map((__, j) => parts.reduce((sum, part) => sum + (part.information[i]?.[j] ?? 0), 0)),
  );
  const bread = solve(total, identity(beta.length));
  const meat = beta.map(() => beta.map(() => 0));
  for (const { score, information } of parts) {
    // Xᵀ(I - H)⁻¹e = (I - A M)⁻¹Xᵀe, for A the cluster's information and M the bread: as small as there are coefficients.
    const leverage = multiply(information, bread);
    const freed = errors === 'sandwich' ? score : withoutLeverage(leverage, score);
    addOuter(meat, freed, freed);
  }
  return multiply(multiply(bread, meat), bread);
}

function withoutLeverage(leverage: Matrix, score: readonly number[]): number[] {
  const kept = identity(score.length).map((row, i) => row.map((value, j) => value - (leverage[i]?.[j] ?? 0)));
  return solve(
    kept,
    score.map((value) => [value]),
  ).map(([value = 0]) => value);
}

function dot(u: readonly number[], v: readonly number[]): number {
  return u.reduce((sum, value, j) => sum + value * (v[j] ?? 0), 0);
}
