import jstat from 'jstat';
import { quantile } from '../normal.ts';
import type { Interval } from '../result.ts';
import { requireInside, requirePositive, SampleError } from '../sample-error.ts';

/**
 * How a score goes with the tokens of thinking, on the range that was measured. `predictable`: it grows, and where a line over
 * log tokens, fitted to the lower half, says it would. `saturates`: it grows, and less than that line. `outgrows`: more. `grows`:
 * it grows, and it is not told how. `peaks`: it grows and then falls. `inverse`: it falls. `flat`: it changes by less than the
 * margin. `underpowered`: nothing of all that could be told.
 */
export type ScalingShape =
  | 'predictable'
  | 'saturates'
  | 'outgrows'
  | 'grows'
  | 'peaks'
  | 'inverse'
  | 'flat'
  | 'underpowered';

export interface ShapeTest {
  readonly shape: ScalingShape;
  /** Score for each tenfold of tokens, of the line through all amounts. */
  readonly slope: Interval;
  /** The smallest slope that is told from none in 80 % of such samples. */
  readonly detectable: number;
  /** Units that the test rests on. */
  readonly n: number;
  /** Absent where there are too few amounts of tokens. */
  readonly holdout?: {
    readonly fitted: number;
    readonly points: readonly HeldOut[];
    /** Of the growth that the line promises beyond the lower half, the share that came. NaN where it promises none. */
    readonly realised: number;
  };
}

interface HeldOut {
  readonly tokens: number;
  readonly score: number;
  readonly predicted: number;
  /** So far from what is predicted it may lie, all of them together. */
  readonly reach: number;
}

export interface ShapeOptions {
  /** Of all tests for a rise together, for a fall, and for a departure from the line; 0.01 by default. */
  readonly alpha?: number;
  /** A slope for each tenfold that does not matter; 0.05 by default. */
  readonly margin?: number;
  /** Of the interval of the slope; 0.95 by default. */
  readonly level?: number;
}

/** Amounts of tokens that a holdout test needs: three for a line with an error, three to hold against it. */
const LEAST_AMOUNTS = 6;
/** Tests that a verdict needs to succeed, one-sided: that the line rises, and that it goes on. */
const SUPPORT = 0.05;
/** Of the promised growth so much must have come. */
const REALISED = 0.5;
/** Amounts closer together than this, in powers of ten, are one. */
const CLOSE = 1e-6;

/**
 * Names the shape of a curve whose points were all measured on the same units (questions). Every statement is a contrast
 * of the points, taken within each unit and tested by Student's t over units, so that it does not matter how points of one
 * unit depend on each other. A rise, and a fall, is that of the mean of two neighbouring points against the first, or the last,
 * two (Bonferroni over all of them).
 * @param scores of each unit, one for each amount, from 0 to 1
 * @param tokens mean tokens of each amount, in ascending order
 * @throws SampleError for fewer than 3 amounts or units, or amounts that are all alike
 */
export function shapeOf(
  scores: readonly (readonly number[])[],
  tokens: readonly number[],
  { alpha = 0.01, margin = 0.05, level = 0.95 }: ShapeOptions = {},
): ShapeTest {
  requireInside(alpha, 'alpha');
  requireInside(level, 'the level');
  const [n, amounts] = [scores.length, tokens.length];
  if (n < 3 || amounts < 3) throw new SampleError('empty', `${n} units at ${amounts} amounts of tokens`);
  if (scores.some((unit) => unit.length !== amounts)) throw new SampleError('mismatched', 'a unit lacks an amount');
  for (const one of tokens) requirePositive(one, 'the number of tokens');
  const x = tokens.map((one) => Math.log10(one));
  if (x.some((one, index) => one < (x[index - 1] ?? one))) throw new SampleError('mismatched', 'tokens do not ascend');
  if ((x.at(-1) ?? 0) - (x[0] ?? 0) < CLOSE) throw new SampleError('degenerate', 'all amounts of tokens are alike');

  const all = x.map((_, index) => index);
  const trend = contrast(scores, slopeWeights(x, all));
  const reach = studentAt((1 + level) / 2, n) * trend.error;
  const slope = { estimate: trend.mean, low: trend.mean - reach, high: trend.mean + reach, level };
  const detectable = (studentAt(1 - alpha / 2, n) - quantile(0.2)) * trend.error;
  const about = { slope, detectable, n };

  const pairs = all.slice(0, -1).map((first) => pairAt(first, amounts));
  const steps = pairs.length - 1;
  const beyond = studentAt(1 - alpha / steps, n);
  const ahead = (from: readonly number[] | undefined, to: readonly number[] | undefined): boolean => {
    const one = contrast(scores, difference(to ?? [], from ?? []));
    return one.mean > beyond * one.error;
  };
  const rises = pairs.slice(1).some((pair) => ahead(pairs[0], pair));
  const falls = pairs.slice(0, -1).some((pair) => ahead(pairs.at(-1), pair));
  const holdout = heldOut(scores, x, alpha);
  const told = holdout === undefined ? about : { ...about, holdout: holdout.told };
  if (falls) return { shape: rises ? 'peaks' : 'inverse', ...told };
  if (rises) return { shape: holdout?.shape ?? 'grows', ...told };
  const equivalent = studentAt(1 - SUPPORT, n) * trend.error;
  const small = trend.mean + equivalent < margin && trend.mean - equivalent > -margin;
  return { shape: small ? 'flat' : 'underpowered', ...told };
}

/** The lower half fits a line; the upper is held against it. */
function heldOut(
  scores: readonly (readonly number[])[],
  x: readonly number[],
  alpha: number,
): { told: NonNullable<ShapeTest['holdout']>; shape: ScalingShape } | undefined {
  const [n, amounts] = [scores.length, x.length];
  const half = Math.ceil(amounts / 2);
  const low = Array.from({ length: half }, (_, index) => index);
  const high = Array.from({ length: amounts - half }, (_, index) => half + index);
  const end = x[half - 1] ?? 0;
  if (amounts < LEAST_AMOUNTS || end - (x[0] ?? 0) < CLOSE) return undefined;
  const line = (at: number): number[] => lineWeights(x, low, at);
  const unit = (index: number): number[] => x.map((_, other) => Number(other === index));
  const departures = high.map((index) => contrast(scores, difference(unit(index), line(x[index] ?? 0))));
  const observed = average(high.map(unit));
  const promised = average(high.map((index) => line(x[index] ?? 0)));
  const all = [...departures, contrast(scores, difference(observed, promised))];
  const bound = studentAt(1 - alpha / (2 * all.length), n);
  const [below, above] = [-1, 1].map((side) => all.some(({ mean, error }) => side * mean > bound * error));

  const supported = (weights: readonly number[]): boolean => {
    const one = contrast(scores, weights);
    return one.mean > studentAt(1 - SUPPORT, n) * one.error;
  };
  const growth = contrast(scores, difference(promised, line(end))).mean;
  const came = contrast(scores, difference(observed, line(end))).mean;
  const enough = observed.map(
    (one, index) => one - REALISED * (promised[index] ?? 0) - (1 - REALISED) * (line(end)[index] ?? 0),
  );
  const goesOn = supported(slopeWeights(x, low)) && supported(enough);
  const points = high.map((index, at) => {
    const score = contrast(scores, unit(index)).mean;
    const { mean = 0, error = 0 } = departures[at] ?? {};
    return { tokens: 10 ** (x[index] ?? 0), score, predicted: score - mean, reach: bound * error };
  });
  return {
    told: { fitted: half, points, realised: growth > 0 ? came / growth : Number.NaN },
    shape: below === true ? 'saturates' : above === true ? 'outgrows' : goesOn ? 'predictable' : 'grows',
  };
}

/** Mean over units of a weighted sum of each one's scores, and its standard error. */
function contrast(
  scores: readonly (readonly number[])[],
  weights: readonly number[],
): { readonly mean: number; readonly error: number } {
  const n = scores.length;
  const values = scores.map((unit) => unit.reduce((sum, one, index) => sum + one * (weights[index] ?? 0), 0));
  const mean = values.reduce((sum, one) => sum + one, 0) / n;
  const deviation = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1));
  // Units that all agree say nothing of how far the next would lie: as much as one that differs, of all of them.
  const size = Math.sqrt(weights.reduce((sum, one) => sum + one * one, 0));
  return { mean, error: Math.max(deviation, size / n) / Math.sqrt(n) };
}

const difference = (one: readonly number[], other: readonly number[]): number[] =>
  one.map((weight, index) => weight - (other[index] ?? 0));

const average = (rows: readonly (readonly number[])[]): number[] =>
  (rows[0] ?? []).map((_, index) => rows.reduce((sum, row) => sum + (row[index] ?? 0), 0) / rows.length);

/** The mean of a point and the next. */
const pairAt = (first: number, amounts: number): number[] =>
  Array.from({ length: amounts }, (_, index) => (index === first || index === first + 1 ? 0.5 : 0));

/** What each point weighs in the slope of the least-squares line through some of them. */
function slopeWeights(x: readonly number[], points: readonly number[]): number[] {
  const middle = points.reduce((sum, one) => sum + (x[one] ?? 0), 0) / points.length;
  const spread = points.reduce((sum, one) => sum + ((x[one] ?? 0) - middle) ** 2, 0);
  return x.map((one, index) => (points.includes(index) ? (one - middle) / spread : 0));
}

/** What each weighs in the value of that line at a place. */
function lineWeights(x: readonly number[], points: readonly number[], at: number): number[] {
  const middle = points.reduce((sum, one) => sum + (x[one] ?? 0), 0) / points.length;
  return slopeWeights(x, points).map((weight, index) =>
    points.includes(index) ? 1 / points.length + weight * (at - middle) : 0,
  );
}

const studentAt = (p: number, n: number): number => jstat.jStat.studentt.inv(p, n - 1);
