import type { Table } from '../../../core/table.ts';
import type { Curve } from './curve.ts';
import { count, left, percent, points, right, SHAPES } from './words.ts';

export function curveTable(curves: readonly Curve[]): Table {
  const priced = curves.some((curve) => curve.points.some(({ paid }) => paid !== undefined));
  return {
    id: 'curve',
    title: 'What it does with each budget',
    columns: [
      left('model'),
      right('budget'),
      right('tokens taken'),
      right('right'),
      right('interval'),
      right('cut off'),
      right('inside budget'),
      right('questions'),
      right('answers'),
      ...(priced ? [right('$ per answer'), right('$ per success')] : []),
    ],
    rows: curves.flatMap(({ arm, points: all }) =>
      all.map(({ budget, tokens, accuracy, counts, inside, known, questions, answers, paid }) => [
        arm,
        budget.id,
        count(tokens.estimate),
        percent(accuracy.estimate),
        `${percent(accuracy.low)} to ${percent(accuracy.high)}`,
        percent((counts[2] ?? 0) / answers),
        known === 0 ? '–' : percent(inside / known),
        String(questions),
        String(answers),
        ...(priced ? [dollars(paid), dollars(successPrice(paid, accuracy.estimate))] : []),
      ]),
    ),
    note: 'Intervals are drawn over questions. An answer that was cut off before it was given is not right. Tokens are those of thinking and answer together.',
  };
}

const dollars = (value: number | undefined): string =>
  value === undefined ? '–' : value === Number.POSITIVE_INFINITY ? 'no success' : value.toPrecision(3);

/** Dollars until one answer is right, where somebody can tell that it is. */
export const successPrice = (paid: number | undefined, accuracy: number): number | undefined =>
  paid === undefined ? undefined : accuracy === 0 ? Number.POSITIVE_INFINITY : paid / accuracy;

export function shapeTable(curves: readonly Curve[]): Table {
  return {
    id: 'shape',
    title: 'Whether more thinking makes it predictably better',
    columns: [
      left('model'),
      left('accuracy'),
      right('points for each tenfold'),
      right('interval'),
      right('would have seen'),
      right('of the promised growth came'),
      right('error of line / parabola / no gain'),
      right('control'),
      right('scaling, points for 1,000 tokens'),
      right('performance'),
    ],
    rows: curves.map(({ arm, shape, errors, controlled, points: all }) => [
      arm,
      shape === undefined ? '–' : SHAPES[shape.shape],
      shape === undefined ? '–' : points(shape.slope.estimate),
      shape === undefined ? '–' : `${points(shape.slope.low)} to ${points(shape.slope.high)}`,
      shape === undefined ? '–' : points(shape.detectable),
      shape?.holdout === undefined || Number.isNaN(shape.holdout.realised) ? '–' : percent(shape.holdout.realised),
      errors === undefined
        ? '–'
        : [errors.line, errors.concave, errors.flat].map((one) => (100 * one).toFixed(1)).join(' / '),
      controlOf(all) === undefined ? '–' : percent(controlOf(all) ?? 0),
      controlled === undefined || Number.isNaN(controlled.scaling) ? '–' : points(1000 * controlled.scaling),
      controlled === undefined ? '–' : percent(controlled.performance),
    ]),
    note: 'Control, scaling and performance are those of s1 (arXiv:2501.19393): the share of runs inside their budget, the mean slope between any two budgets, and the best accuracy. Errors are root mean squares, in points, on the upper half of the budgets, of what was fitted to the lower.',
  };
}

/** The share of runs inside their budget. Undefined where budgets are words. */
export function controlOf(all: Curve['points']): number | undefined {
  const known = all.reduce((sum, one) => sum + one.known, 0);
  return known === 0 ? undefined : all.reduce((sum, one) => sum + one.inside, 0) / known;
}

export function holdoutTable(curves: readonly Curve[]): Table {
  return {
    id: 'holdout',
    title: 'The upper half of the budgets against the line of the lower',
    columns: [left('model'), right('tokens'), right('right'), right('predicted'), right('may be off by')],
    rows: curves.flatMap(({ arm, shape }) =>
      (shape?.holdout?.points ?? []).map(({ tokens, score, predicted, reach }) => [
        arm,
        count(tokens),
        percent(score),
        percent(predicted),
        points(reach),
      ]),
    ),
  };
}

export function coverageTable(curves: readonly Curve[]): Table {
  return {
    id: 'coverage',
    title: 'Questions that one of k attempts solves',
    columns: [left('model'), right('budget'), right('k'), right('coverage'), left('−ln c = a k^−b')],
    rows: curves.flatMap(({ arm, coverage }) =>
      coverage.flatMap(({ budget, at, law }) =>
        at.map(({ k, coverage: share }) => [
          arm,
          budget.id,
          String(k),
          percent(share),
          law === undefined ? '–' : `a ${law.a.toFixed(3)}, b ${law.b.toFixed(3)}`,
        ]),
      ),
    ),
    note: 'Coverage is no accuracy: somebody must be able to tell the right attempt from the others.',
  };
}
