import { type AssumptionSet, evaluate } from '../assumption.ts';
import { ClaimError } from '../claim-error.ts';
import type { FileAssumption, FileSet } from '../claimed.ts';
import type { CheckContext } from '../checks/check-kind.ts';
import { notYetSaid } from '../checks/known-by.ts';
import { datedOf } from '../cited.ts';
import type { Model } from '../model.ts';
import { MODELS } from '../models/registry.gen.ts';
import type { Distribution } from '../uncertainty/distribution.ts';
import { boundsOf } from '../uncertainty/bounds.ts';
import { type Target, whatWouldHaveToBeTrue } from '../uncertainty/invert.ts';
import { oneAtATime, rankSensitivity } from '../uncertainty/sensitivity.ts';
import { probabilityWithin, quantileOf, simulate, type Uncertain } from '../uncertainty/simulate.ts';
import { unit } from '../units/unit.ts';
import type { Distributed, Held } from '../verdict.ts';
import type { ClaimedRange } from './claimed-range.ts';
import { exactly, outcomeOf, PERCENT } from './distributed.ts';
import { numberText, percentText, unconvertedText, withUnit } from './number-text.ts';
import { scaleBetween } from './scale.ts';

/** @throws ClaimError `unknown-quantity` with the models that there are */
export function modelNamed(id: string): Model {
  const found = MODELS.find((model) => model.id === id);
  if (found !== undefined) return found;
  throw new ClaimError('unknown-quantity', `there is no model ${id}: ${MODELS.map((model) => model.id).join(', ')}`);
}

/** Of fewer draws a share of probability is off by more than three points, and its verdict an accident of the seed. */
export const LEAST_DRAWS = 1000;

/** A claimed number under each set. @throws ClaimError where a set does not fit the model */
export const holdSets = (
  model: Model,
  sets: readonly FileSet[],
  claimed: ClaimedRange,
  context: CheckContext,
): Held[] =>
  sets.map((set) => {
    try {
      return holdSet(model, set, claimed, context);
    } catch (error) {
      if (!(error instanceof ClaimError)) throw error;
      throw new ClaimError(error.fault, `set ${set.id}: ${error.message}`);
    }
  });

function holdSet(model: Model, set: FileSet, claimed: ClaimedRange, context: CheckContext): Held {
  const about = { id: set.id, title: set.title, own: set.as === 'source' };
  const blanks = Object.entries(set.assume).flatMap(([name, one]) =>
    'unknown' in one ? [`${name}: ${one.unknown}`] : [],
  );
  if (blanks.length > 0) return unknownSet(about, `cannot be computed: ${blanks.join('; ')}`);
  const later = notYetSaid(
    Object.entries(set.assume).flatMap(([name, one]) => datedOf(name, one)),
    context.asOf,
  );
  if (later !== undefined) return unknownSet(about, later);
  const { result, mixed, stated, inputs, unverified } = evaluate(model, set.assume as AssumptionSet);
  const { scale, tag } = scaleBetween(result.dimension, model.output.unit, claimed.unit);
  const named = Object.entries<Distribution>(inputs).map(([name, { text }]) => ({
    name,
    text,
    unverified: unverified.includes(name),
  }));
  const point = result.base / unit(claimed.unit).scale;
  const uncertain = Object.values<Distribution>(inputs).some(({ kind }) => kind !== 'fixed');
  if (uncertain && context.draws < LEAST_DRAWS)
    throw new ClaimError('out-of-range', `${context.draws} draws decide no verdict: ${LEAST_DRAWS} at least`);
  const row = { ...about, inputs: named, unverified };
  const none = Object.values<Distribution>(inputs).some(({ quantile }) => quantile(0.5) === 0);
  if (!Number.isFinite(point) || (point === 0 && !none))
    return {
      ...row,
      outcome: 'unknown',
      says: 'comes to no number that can be written: one of its inputs is too far out',
    };
  try {
    const unconverted = mixed ?? tag;
    const bare = uncertain
      ? simulated(model, inputs, { point, pointIs: stated ? 'stated' : 'median' }, scale, claimed, context)
      : exactly(point, claimed);
    const number = unconverted === undefined ? bare : { ...bare, unconverted };
    const says = `${numberSays(number)}${unconvertedText(number)}`;
    // However little of the variance it has: without it there would be no number to hold the claim against.
    if (unverified.length > 0)
      return {
        ...row,
        outcome: 'unknown',
        number,
        says: `${says}; it rests on ${unverified.join(', ')}, which nobody read`,
      };
    return { ...row, outcome: outcomeOf(number, claimed, about.own), number, says };
  } catch (error) {
    if (!(error instanceof ClaimError)) throw error;
    return { ...row, outcome: 'unknown', says: `leaves what the equation is for: ${error.message}` };
  }
}

const unknownSet = (about: Pick<Held, 'id' | 'title' | 'own'>, says: string): Held => ({
  ...about,
  outcome: 'unknown',
  says,
  inputs: [],
  unverified: [],
});

function simulated(
  model: Model,
  inputs: Uncertain<string>,
  point: Pick<Distributed, 'point' | 'pointIs'>,
  scale: number,
  claimed: ClaimedRange,
  { draws, seed }: CheckContext,
): Distributed {
  const drawn = simulate(model, inputs, { draws, seed });
  const { low = -Infinity, high = Infinity, value } = claimed;
  const bounds = boundsOf(model, inputs);
  const at = (p: number): number => {
    if (bounds !== undefined && (p === 0 || p === 1)) return bounds[p] * scale;
    return quantileOf(drawn, p) * scale;
  };
  return {
    ...point,
    unit: claimed.unit,
    quantiles: PERCENT.map(at),
    p2_5: at(bounds === undefined ? 0.025 : 0),
    p97_5: at(bounds === undefined ? 0.975 : 1),
    bounds: bounds !== undefined,
    probability: probabilityWithin(drawn, low / scale, high / scale),
    sensitivity: rankSensitivity(drawn),
    swings: oneAtATime(model, inputs).map((swing) => ({
      ...swing,
      outputFrom: swing.outputFrom * scale,
      outputTo: swing.outputTo * scale,
    })),
    needed: whatWouldHaveToBeTrue(model, inputs, value === undefined ? target(claimed, scale) : value / scale),
  };
}

const target = ({ low, high }: ClaimedRange, scale: number): Target => ({
  ...(low === undefined ? {} : { low: low / scale }),
  ...(high === undefined ? {} : { high: high / scale }),
});

/** `3.64 MUSD; median 3.6, p5 to p95 0.8 to 13 MUSD; 30 % of it as claimed`; without the first where no value is stated. */
function numberSays({ point, pointIs, unit: of, quantiles, probability }: Distributed): string {
  if (quantiles.length === 1) return withUnit(numberText(point), of);
  const [low = 0, median = 0, high = 0] = [quantiles[5], quantiles[50], quantiles[95]];
  const said = pointIs === 'stated' ? `${withUnit(numberText(point), of)}; ` : '';
  const spread = `median ${numberText(median)}, p5 to p95 ${numberText(low)} to ${numberText(high)} ${of === '1' ? '' : of}`;
  return `${said}${spread.trim()}; ${percentText(probability)} of it as claimed`;
}

/** The input in place of what each set has; sets that leave it to its default get it too. */
export const setsWith = (sets: readonly FileSet[], name: string, value: FileAssumption): FileSet[] =>
  sets.map((set) => ({ ...set, assume: { ...set.assume, [name]: value } }));
