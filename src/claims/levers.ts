import { type AssumptionSet, evaluate } from './assumption.ts';
import type { Claim } from './claim.ts';
import type { FileSet } from './claimed.ts';
import { modelNamed } from './held/sets.ts';
import { worldLevers } from './levers/worlds.ts';
import { aroundExact, type Lever, leverOver } from './levers/lever.ts';
import type { Input, Model } from './model.ts';
import { priceRatioModel } from './models/price-ratio/model.ts';
import type { Distribution } from './uncertainty/distribution.ts';

/** What lies beyond these quantiles of an input is not offered. */
const [LEAST, MOST] = [0.005, 0.995];

/**
 * One for each input of a claim on a number of a model, for each price of a ratio, and for each quantity that a curve hangs on. What
 * goes by dates, or is 0 throughout, has none.
 */
export function leversOf({ check }: Pick<Claim, 'check'>): readonly Lever[] {
  switch (check.kind) {
    case 'model':
    case 'threshold':
      return ofModel(modelNamed(check.model), check.sets);
    case 'ratio': {
      const { of, to } = check;
      const inputs = of.input === undefined || to.input === undefined ? {} : { ofInput: of.input, toInput: to.input };
      const assume = { ofOutput: of.output, toOutput: to.output, ...inputs };
      return ofModel(priceRatioModel, [{ id: 'prices', title: 'prices', assume }]);
    }
    case 'curves':
      return worldLevers(check);
    default:
      return [];
  }
}

function ofModel(model: Model, sets: readonly FileSet[]): readonly Lever[] {
  const known = sets.filter(({ assume }) => Object.values(assume).every((one) => !('unknown' in one)));
  const taken = known.map(({ assume }) => evaluate(model, assume as AssumptionSet).inputs);
  return Object.entries<Input>(model.inputs).flatMap(([input, { unit, about, trend }]) => {
    const all = taken.flatMap((inputs) => (Object.hasOwn(inputs, input) ? [inputs[input] as Distribution] : []));
    const [first] = all;
    if (first === undefined || trend !== undefined) return [];
    // A share stays one.
    const share = unit === '1' && all.every((one) => one.quantile(MOST) <= 1);
    const lever = leverOver(
      { input, about, unit, start: first.quantile(0.5) },
      all.flatMap(endsOf),
      share ? 1 : undefined,
    );
    return lever === undefined ? [] : [lever];
  });
}

const endsOf = ({ kind, quantile }: Distribution): readonly number[] =>
  kind === 'fixed' ? aroundExact(quantile(0.5)) : [quantile(LEAST), quantile(MOST)];
