import type { Figure } from '../../../core/figure.ts';
import { type AssumptionSet, evaluate } from '../../assumption.ts';
import type { CheckOptions } from '../../check.ts';
import type { FileSet } from '../../claimed.ts';
import { scaleBetween } from '../../held/scale.ts';
import { modelNamed } from '../../held/sets.ts';
import type { Model } from '../../model.ts';
import { simulate } from '../../uncertainty/simulate.ts';
import { unit } from '../../units/unit.ts';
import { titleWithUnread } from '../../unread.ts';
import type { Held, Verdict } from '../../verdict.ts';
import { type Claimed, figureUnit } from '../claimed.ts';
import { distributionFigure } from '../distribution.ts';
import { tornadoFigure } from '../swings.ts';
import { claimedOf } from './numbers.ts';

interface Simulated {
  readonly model: string;
  readonly sets: readonly FileSet[];
}

/** How the number is distributed under each set that has something uncertain, and what moves it in the one with the most of them. */
export function simulatedFigures(
  verdict: Verdict,
  { model: id, sets }: Simulated,
  { draws, seed }: Pick<CheckOptions, 'draws' | 'seed'>,
): readonly Figure[] {
  const model = modelNamed(id);
  const uncertain = verdict.sets.filter(({ number }) => number !== undefined && number.quantiles.length > 1);
  const rows = uncertain.flatMap((held) => {
    const set = sets.find((one) => one.id === held.id);
    return set === undefined ? [] : [{ held, inputs: evaluate(model, set.assume as AssumptionSet).inputs }];
  });
  const [chosen] = rows.toSorted((a, b) => swingsOf(b) - swingsOf(a) || Number(a.held.own) - Number(b.held.own));
  if (chosen === undefined) return [];
  const drawn = inUnitOfClaim(model, verdict);
  const claimed = inUnitOf(drawn.output.unit, verdict);
  const options = { ...(draws === undefined ? {} : { draws }), ...(seed === undefined ? {} : { seed }) };
  const simulations = rows.map(({ held, inputs }) => ({
    title: titleWithUnread(held),
    simulation: simulate(drawn, inputs, options),
  }));
  const distribution = distributionFigure(
    { id: 'distribution', title: 'How likely which value is' },
    drawn,
    simulations,
    claimed,
  );
  const title = titleWithUnread(chosen.held);
  const swings = tornadoFigure({ id: 'swings', title: `What moves it: ${title}` }, drawn, chosen.inputs, claimed);
  return swings.rows.length > 1 ? [distribution, swings] : [distribution];
}

const swingsOf = ({ held }: { readonly held: Held }): number => held.number?.swings.length ?? 0;

/** A claim in GWh is drawn in GWh, whatever its equation gives. Dollars are written with k, M and B in any case. */
function inUnitOfClaim(model: Model, { claimed }: Verdict): Model {
  const { output } = model;
  if (claimed === undefined || figureUnit(output.unit) === 'dollars') return model;
  const { scale } = scaleBetween(unit(output.unit).dimension, output.unit, claimed.unit);
  return {
    ...model,
    output: { ...output, unit: claimed.unit },
    evaluate: (inputs) => model.evaluate(inputs) * scale,
  };
}

/** What is claimed in the unit of a model. */
function inUnitOf(output: string, verdict: Verdict): Claimed | undefined {
  const claimed = claimedOf(verdict);
  if (claimed === undefined || verdict.claimed === undefined) return undefined;
  const { scale } = scaleBetween(unit(output).dimension, output, verdict.claimed.unit);
  const { low, high, value, open } = claimed;
  return {
    low: low / scale,
    high: high / scale,
    ...(value === undefined ? {} : { value: value / scale }),
    ...(open === undefined ? {} : { open }),
  };
}
