import type { Random } from '../../../core/random.ts';
import { type ControlledScaling, controlledScaling } from '../../../statistics/scaling/control.ts';
import { type CoverageLaw, fitCoverage, passAtK } from '../../../statistics/scaling/coverage.ts';
import { type HoldoutTest, holdoutTest } from '../../../statistics/scaling/holdout.ts';
import { type ShapeTest, shapeOf } from '../../../statistics/scaling/shape.ts';
import { SampleError } from '../../../statistics/sample-error.ts';
import type { Price } from '../../engine/spending.ts';
import { type Budget, budgetsOf, type ScalingOptions } from '../options.ts';
import { type Answers, completeOf, type Point, pointsOf, rightShare } from './points.ts';

/** One model's curve. */
export interface Curve {
  readonly arm: string;
  /** In ascending order of the tokens that they took. */
  readonly points: readonly Point[];
  /** Questions that lack an answer at some budget, and are left out. */
  readonly dropped: number;
  /** Absent where nothing can be said, as of budgets that all take the same. */
  readonly shape?: ShapeTest;
  /** Errors of the line, of a parabola and of no gain, on what was held out. */
  readonly errors?: HoldoutTest['error'];
  readonly controlled?: ControlledScaling;
  readonly coverage: readonly Coverage[];
}

/** How many questions one of k attempts solves, at one budget. */
interface Coverage {
  readonly budget: Budget;
  readonly at: readonly { readonly k: number; readonly coverage: number }[];
  readonly law?: CoverageLaw;
}

export function curveOf(arm: string, answers: Answers, options: ScalingOptions, random: Random, price?: Price): Curve {
  const budgets = budgetsOf(options);
  const rows = completeOf(answers, budgets);
  const dropped = answers.size - rows.length;
  if (rows.length === 0) return { arm, points: [], dropped, coverage: [] };
  const points = pointsOf(rows, budgets, options, random.split(arm), price);
  const sequence = points
    .map((point, index) => ({ point, index }))
    .toSorted((a, b) => a.point.tokens.estimate - b.point.tokens.estimate || a.index - b.index);
  const sorted = sequence.map(({ point }) => point);
  // No answer at all takes no tokens, and has no place on a logarithm.
  const measured = sorted.every(({ tokens }) => tokens.estimate > 0);
  const shape = measured
    ? tried(() =>
        shapeOf(
          rows.map((row) => sequence.map(({ index }) => rightShare(row[index] ?? []))),
          sorted.map(({ tokens }) => tokens.estimate),
          { margin: options.margin, level: options.level },
        ),
      )
    : undefined;
  const scaling = sorted.map(({ tokens, accuracy }) => ({ tokens: tokens.estimate, score: accuracy.estimate }));
  const errors = measured ? tried(() => holdoutTest(scaling, options.level).error) : undefined;
  const controlled = measured ? controlledScaling(scaling) : undefined;
  return {
    arm,
    points: sorted,
    dropped,
    ...(shape === undefined ? {} : { shape }),
    ...(errors === undefined ? {} : { errors }),
    ...(controlled === undefined ? {} : { controlled }),
    coverage:
      options.repeats < 2
        ? []
        : budgets.map((budget, at) =>
            coverageOf(
              budget,
              rows.map((row) => row[at] ?? []),
            ),
          ),
  };
}

function coverageOf(budget: Budget, cells: readonly (readonly { readonly label: string }[])[]): Coverage {
  const least = Math.min(...cells.map((cell) => cell.length));
  const at = [...attempts(least)].map((k) => {
    const solved = cells.map((cell) => passAtK(cell.length, cell.filter(({ label }) => label === 'right').length, k));
    return { k, coverage: solved.reduce((sum, one) => sum + one, 0) / cells.length };
  });
  const law = tried(() => fitCoverage(at));
  return { budget, at, ...(law === undefined ? {} : { law }) };
}

/** 1, 2, 4 … and the most. */
function* attempts(most: number): Generator<number> {
  for (let k = 1; k < most; k *= 2) yield k;
  yield most;
}

/** Undefined where the observations do not determine it. */
function tried<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof SampleError) return undefined;
    throw error;
  }
}
