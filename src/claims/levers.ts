import { type AssumptionSet, evaluate } from './assumption.ts';
import { knownBy } from './checks/known-by.ts';
import { datedOf } from './cited.ts';
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
export function leversOf({ check, on }: Pick<Claim, 'check' | 'on'>, asOf: string): readonly Lever[] {
  if (!knownBy(on, asOf)) return [];
  switch (check.kind) {
    case 'model':
    case 'threshold':
      return ofModel(modelNamed(check.model), check.sets, asOf);
    case 'ratio': {
      const { of, to } = check;
      const inputs = of.input === undefined || to.input === undefined ? {} : { ofInput: of.input, toInput: to.input };
      const assume = { ofOutput: of.output, toOutput: to.output, ...inputs };
      return ofModel(priceRatioModel, [{ id: 'prices', title: 'prices', assume }], asOf);
    }
    case 'curves':
      return worldLevers(check, asOf);
    default:
      return [];
  }
}

function ofModel(model: Model, sets: readonly FileSet[], asOf: string): readonly Lever[] {
  const known = sets
    .filter(({ assume }) => Object.values(assume).every((one) => !('unknown' in one)))
    .filter(({ assume }) =>
      Object.entries(assume).every(([name, one]) => datedOf(name, one).every(({ date }) => knownBy(date, asOf))),
    );
  const taken = known.map(({ assume }) => evaluate(model, assume as AssumptionSet).inputs);
  return Object.entries<Input>(model.inputs).flatMap(([input, { unit, about, trend, allowed }]) => {
    const all = taken.flatMap((inputs) => (Object.hasOwn(inputs, input) ? [inputs[input] as Distribution] : []));
    const [first] = all;
    if (first === undefined || trend !== undefined) return [];
    const lever = leverOver({ input, about, unit, start: first.quantile(0.5) }, all.flatMap(endsOf), allowed);
    return lever === undefined ? [] : [lever];
  });
}

const endsOf = ({ kind, quantile }: Distribution): readonly number[] =>
  kind === 'fixed' ? aroundExact(quantile(0.5)) : [quantile(LEAST), quantile(MOST)];
