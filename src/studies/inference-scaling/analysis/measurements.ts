import type { Measurement } from '../../../core/measurement.ts';
import type { Curve } from './curve.ts';
import { controlOf, successPrice } from './tables.ts';
import { SHAPES } from './words.ts';

export function measurementsOf(curves: readonly Curve[]): readonly Measurement[] {
  return curves.flatMap((curve) => [...ofPoints(curve), ...ofCurve(curve)]);
}

function ofPoints({ arm, points }: Curve): readonly Measurement[] {
  return points.flatMap(({ budget, accuracy, questions, paid, by }) => {
    const conditions = { model: arm, budget: budget.id };
    const { estimate, low, high, level } = accuracy;
    const price = successPrice(paid, estimate);
    return [
      {
        id: `accuracy/${arm}/${budget.id}`,
        title: 'Share of answers that are right',
        value: estimate,
        unit: 'share',
        interval: { low, high, level },
        n: questions,
        conditions,
        method: 'bootstrap over questions',
      },
      ...(paid === undefined
        ? []
        : [
            {
              id: `price-per-task/${arm}/${budget.id}`,
              title: 'Price of an answer',
              value: paid,
              unit: 'US dollars',
              n: questions,
              conditions: { ...conditions, ...(by === undefined ? {} : { price: by }) },
              method: 'mean over answers of tokens read and written, by their price',
            },
          ]),
      ...(price === undefined || !Number.isFinite(price)
        ? []
        : [
            {
              id: `price-per-success/${arm}/${budget.id}`,
              title: 'Price of a right answer',
              value: price,
              unit: 'US dollars',
              n: questions,
              conditions: { ...conditions, ...(by === undefined ? {} : { price: by }) },
              method: 'mean price of an answer over the share that is right',
            },
          ]),
    ];
  });
}

function ofCurve({ arm, shape, controlled, points }: Curve): readonly Measurement[] {
  const conditions = { model: arm, ...(shape === undefined ? {} : { accuracy: SHAPES[shape.shape] }) };
  const control = controlOf(points);
  const one = (id: string, title: string, value: number, unit: string, method: string): Measurement[] =>
    Number.isFinite(value) ? [{ id: `${id}/${arm}`, title, value, unit, conditions, method }] : [];
  const tenfold = 'share for each tenfold of tokens';
  return [
    ...(shape === undefined
      ? []
      : [
          {
            id: `slope/${arm}`,
            title: 'Accuracy gained for each tenfold of tokens',
            value: shape.slope.estimate,
            unit: tenfold,
            interval: { low: shape.slope.low, high: shape.slope.high, level: shape.slope.level },
            n: shape.n,
            conditions,
            method: 'least squares within each question, Student’s t over questions',
          },
          ...one(
            'detectable-slope',
            'Smallest slope that would have been seen',
            shape.detectable,
            tenfold,
            'power 80 %',
          ),
          ...one(
            'realised',
            'Share of the growth promised by the lower half that came',
            shape.holdout?.realised ?? Number.NaN,
            'share',
            'line over log tokens, held out',
          ),
        ]),
    ...one('control', 'Runs inside their budget', control ?? Number.NaN, 'share', 's1, equation 1'),
    ...one(
      'scaling',
      'Mean slope between two budgets',
      controlled?.scaling ?? Number.NaN,
      'share per token',
      's1, equation 2',
    ),
    ...one('performance', 'Best accuracy', controlled?.performance ?? Number.NaN, 'share', 's1, equation 3'),
  ];
}
