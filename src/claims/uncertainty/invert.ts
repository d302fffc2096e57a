import { ClaimError } from '../claim-error.ts';
import type { Model } from '../model.ts';
import { probabilityBelow } from './distribution.ts';
import { medians } from './sensitivity.ts';
import { distributionFor, type Uncertain } from './simulate.ts';

/**
 * The value of one input at which a model gives `target`, the others as they are: by halving the interval, so the output must
 * pass the target between its ends.
 * @throws ClaimError `no-solution`, with what the output reaches
 */
export function invert<K extends string>(
  model: Model<K>,
  values: Readonly<Record<K, number>>,
  input: K,
  target: number,
  [from, to]: readonly [number, number],
): number {
  const at = (value: number): number => model.evaluate({ ...values, [input]: value }) - target;
  const [first, last] = [at(from), at(to)];
  if (!(first * last <= 0)) {
    const reached = `${first + target} to ${last + target}`;
    throw new ClaimError('no-solution', `${input} from ${from} to ${to} gives ${reached}, never ${target}`);
  }
  if (first === 0) return from;
  // Halve the logarithm where the interval spans orders of magnitude.
  const logarithmic = from > 0 && to > 0;
  let [low, high] = logarithmic ? [Math.log(from), Math.log(to)] : [from, to];
  const value = (x: number): number => (logarithmic ? Math.exp(x) : x);
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (Math.sign(at(value(middle))) === Math.sign(first)) low = middle;
    else high = middle;
  }
  return value((low + high) / 2);
}

/** What is asked of a result: one number, or to lie from one end to another, of which one may be open. */
export type Target = number | { readonly low?: number; readonly high?: number };

export interface Needed {
  readonly input: string;
  /** What the input would have to be for one number; absent where no value of it between the ends of its range suffices. */
  readonly value?: number;
  /** From where to where it gives a range, within what is thought possible; absent as above. */
  readonly low?: number;
  readonly high?: number;
  /** How likely the input is below the value, or within the range. */
  readonly probability?: number;
}

/**
 * What would have to be true for `target`: for each uncertain input, with the others at their medians, the value that it takes,
 * and where this lies among what is thought possible. Searched up to the one in a million at either end.
 */
export function whatWouldHaveToBeTrue<K extends string>(
  model: Model<K>,
  given: Uncertain<K>,
  target: Target,
): Needed[] {
  const middle = medians(model, given);
  const needed: Needed[] = [];
  for (const input of Object.keys(model.inputs) as K[]) {
    const distribution = distributionFor(model, given, input);
    if (distribution.kind === 'fixed') continue;
    const ends = [distribution.quantile(1e-6), distribution.quantile(1 - 1e-6)] as const;
    const at = (aim: number): readonly number[] => valueFor(model, middle, input, aim, ends);
    if (typeof target === 'number') {
      const [value] = at(target);
      const below = value === undefined ? {} : { value, probability: probabilityBelow(distribution, value) };
      needed.push({ input, ...below });
      continue;
    }
    const { low = -Infinity, high = Infinity } = target;
    const inside = ends.filter((end) => {
      const result = model.evaluate({ ...middle, [input]: end });
      return result >= low && result <= high;
    });
    const edges = [...inside, ...[low, high].flatMap((aim) => (Number.isFinite(aim) ? at(aim) : []))];
    if (edges.length === 0) needed.push({ input });
    else {
      const [least, most] = [Math.min(...edges), Math.max(...edges)];
      const probability = probabilityBelow(distribution, most) - probabilityBelow(distribution, least);
      needed.push({ input, low: least, high: most, probability });
    }
  }
  return needed;
}

/** One value, or none. */
function valueFor<K extends string>(
  model: Model<K>,
  middle: Readonly<Record<K, number>>,
  input: K,
  target: number,
  ends: readonly [number, number],
): readonly number[] {
  try {
    return [invert(model, middle, input, target, ends)];
  } catch (error) {
    if (!(error instanceof ClaimError) || error.fault !== 'no-solution') throw error;
    return [];
  }
}
