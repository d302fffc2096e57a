import { allows } from './allowed.ts';
import { type AssumptionSet, evaluate } from './assumption.ts';
import { knownBy } from './checks/known-by.ts';
import { datedOf } from './cited.ts';
import type { Claim } from './claim.ts';
import type { FileSet } from './claimed.ts';
import { modelNamed } from './held/sets.ts';
import type { Input } from './model.ts';
import type { Distribution } from './uncertainty/distribution.ts';

/** An input of a claim that a reader may move, and how far. */
export interface Lever {
  readonly input: string;
  readonly about: string;
  /** The one that `whatIf` takes a bare value in. */
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  /** Orders of magnitude are as long as one another. */
  readonly log: boolean;
  /** What the first set takes. */
  readonly start: number;
}

/** Ends that are so many times one another stand on a logarithmic scale. */
const WIDE = 8;
/** What lies beyond these quantiles of an input is not offered. */
const [LEAST, MOST] = [0.005, 0.995];
/** How far an input is moved that every set knows exactly, as a factor to either side. */
const KNOWN = 3;

/** One for each input of a claim on a number of a model. What goes by dates, or is 0 throughout, has none. */
export function leversOf({ check, on }: Pick<Claim, 'check' | 'on'>, asOf: string): readonly Lever[] {
  if (!knownBy(on, asOf)) return [];
  if (check.kind !== 'model' && check.kind !== 'threshold') return [];
  const model = modelNamed(check.model);
  const known = check.sets
    .filter(({ assume }) => Object.values(assume).every((one) => !('unknown' in one)))
    .filter(({ assume }) =>
      Object.entries(assume).every(([name, one]) => datedOf(name, one).every(({ date }) => knownBy(date, asOf))),
    );
  const taken = known.map(({ assume }: FileSet) => evaluate(model, assume as AssumptionSet).inputs);
  return Object.entries<Input>(model.inputs).flatMap(([input, { unit, about, trend, allowed }]) => {
    const all = taken.flatMap((inputs) => (Object.hasOwn(inputs, input) ? [inputs[input] as Distribution] : []));
    const [first] = all;
    const ends = all.flatMap(endsOf);
    // A share stays one.
    const low = Math.max(Math.min(...ends), allowed.from ?? -Infinity);
    const high = Math.min(Math.max(...ends), allowed.to ?? Infinity);
    if (first === undefined || trend !== undefined || !(low < high) || !allows(allowed, low) || !allows(allowed, high))
      return [];
    const log = low > 0 && high / low >= WIDE;
    return [{ input, about, unit, low, high, log, start: first.quantile(0.5) }];
  });
}

function endsOf({ kind, quantile }: Distribution): number[] {
  const middle = quantile(0.5);
  return kind === 'fixed' ? [middle / KNOWN, middle * KNOWN] : [quantile(LEAST), quantile(MOST)];
}

/** The value at a place from 0 to 1, to three digits. */
export function valueAt({ low, high, log }: Lever, place: number): number {
  const value = log ? low * (high / low) ** place : low + (high - low) * place;
  return Number(value.toPrecision(3));
}

/** The place from 0 to 1 of a value. */
export function placeOf({ low, high, log }: Lever, value: number): number {
  const place = log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.min(1, Math.max(0, place));
}
