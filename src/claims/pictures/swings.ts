import type { TornadoFigure } from '../../core/plots.ts';
import type { Model } from '../model.ts';
import { medians, oneAtATime } from '../uncertainty/sensitivity.ts';
import type { Uncertain } from '../uncertainty/simulate.ts';
import { axisLabel, type Claimed, claimedMark, figureUnit, quantityText, type Titled } from './claimed.ts';

/** Ends that are so many times one another stand on a logarithmic axis. */
const WIDE = 8;

/** What one input at a time makes of a result, from its 5 % to its 95 % quantile, with the others at their medians. */
export function tornadoFigure<K extends string>(
  { id, title, note }: Titled,
  model: Model<K>,
  given: Uncertain<K>,
  claimed?: Claimed,
): TornadoFigure {
  const unit = figureUnit(model.output.unit);
  const swings = oneAtATime(model, given);
  const results = swings.flatMap(({ outputFrom, outputTo }) => [outputFrom, outputTo]);
  const [least, most] = [Math.min(...results), Math.max(...results)];
  return {
    kind: 'tornado',
    id,
    title,
    axis: { label: axisLabel(model.output.name, model.output.unit), unit, log: least > 0 && most / least >= WIDE },
    centre: model.evaluate(medians(model, given)),
    marks: claimed === undefined ? [] : [claimedMark(claimed, unit)],
    ends: ['5 % quantile of the input', '95 % quantile of the input'],
    rows: swings.map(({ input, from, to, outputFrom, outputTo }) => {
      const { unit: of } = model.inputs[input as K];
      return {
        title: input,
        from: { input: quantityText(from, of), result: outputFrom },
        to: { input: quantityText(to, of), result: outputTo },
      };
    }),
    ...(note === undefined ? {} : { note }),
  };
}
