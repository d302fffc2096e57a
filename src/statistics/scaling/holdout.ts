import jstat from 'jstat';
import { SampleError } from '../sample-error.ts';
import { fitScaling, type ScalingPoint } from './fit.ts';

/**
 * Whether more thinking makes a score *predictably* better: a line over log tokens is fitted to the half with fewer tokens, and
 * the other half is held against what it says. `level` is that of the prediction interval which all of them must meet together.
 */
export interface HoldoutTest {
  readonly verdict: 'predictable' | 'not predictable' | 'better, not as predicted';
  /** Points that the line was fitted to, and those it was held against. */
  readonly fitted: number;
  readonly heldOut: readonly { tokens: number; score: number; predicted: number; reach: number; inside: boolean }[];
  /** Score for each tenfold of tokens, in the half that was fitted. */
  readonly slope: number;
  /** Root mean square error on what was held out: of the line, of a parabola, and of no gain at all. */
  readonly error: { readonly line: number; readonly concave: number; readonly flat: number };
}

/** Three to fit a line with an error, three more so that a parabola has a chance. */
const LEAST = 8;

/** @throws SampleError `out-of-range` for fewer than 8 points or 8 distinct amounts of tokens */
export function holdoutTest(points: readonly ScalingPoint[], level = 0.95): HoldoutTest {
  const sorted = points.toSorted((a, b) => a.tokens - b.tokens);
  if (new Set(sorted.map(({ tokens }) => tokens)).size < LEAST) {
    throw new SampleError('out-of-range', `${points.length} points: ${LEAST} amounts of tokens are needed`);
  }
  const half = Math.ceil(sorted.length / 2);
  const [low, high] = [sorted.slice(0, half), sorted.slice(half)];
  const [line, concave] = [fitScaling(low, 1), fitScaling(low, 2)];
  const x = low.map(({ tokens }) => Math.log10(tokens));
  const middle = x.reduce((sum, one) => sum + one, 0) / half;
  const spread = x.reduce((sum, one) => sum + (one - middle) ** 2, 0);
  // Bonferroni over the points, so that the level is that of all of them together.
  const t = jstat.jStat.studentt.inv(1 - (1 - level) / (2 * high.length), half - 2);
  const heldOut = high.map(({ tokens, score }) => {
    const far = 1 + 1 / half + (Math.log10(tokens) - middle) ** 2 / spread;
    const [predicted, reach] = [line.predict(tokens), t * line.deviation * Math.sqrt(far)];
    return { tokens, score, predicted, reach, inside: Math.abs(score - predicted) <= reach };
  });
  const mean = low.reduce((sum, { score }) => sum + score, 0) / half;
  const error = {
    line: rootMeanSquare(high, line.predict),
    concave: rootMeanSquare(high, concave.predict),
    flat: rootMeanSquare(high, () => mean),
  };
  const slope = line.coefficients[1] ?? 0;
  const met = heldOut.every(({ inside }) => inside);
  const better = high.reduce((sum, { score }) => sum + score, 0) / high.length > mean;
  // An interval so wide that it holds no gain either predicts nothing: the slope must be above 0 beyond its own error, and the
  // line beat "no gain" and the parabola.
  const slopeReach = (jstat.jStat.studentt.inv(level, half - 2) * line.deviation) / Math.sqrt(spread);
  const predicts = met && slope > slopeReach && error.line < error.flat && error.line <= error.concave * 1.0001;
  const verdict = predicts ? 'predictable' : better && slope > 0 ? 'better, not as predicted' : 'not predictable';
  return { verdict, fitted: half, heldOut, slope, error };
}

function rootMeanSquare(points: readonly ScalingPoint[], predict: (tokens: number) => number): number {
  const squares = points.reduce((sum, { tokens, score }) => sum + (score - predict(tokens)) ** 2, 0);
  return Math.sqrt(squares / points.length);
}
