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

export interface Needed {
  readonly input: string;
  /** What the input would have to be; absent where no value of it between the ends of its range suffices. */
  readonly value?: number;
  /** How likely the input is below that. */
  readonly probability?: number;
}

/**
 * What would have to be true for `target`: for each uncertain input, with the others at their medians, the value that it takes,
 * and where this lies among what is thought possible. Searched up to the one in a million at either end.
 */
export function whatWouldHaveToBeTrue<K extends string>(
  model: Model<K>,
  given: Uncertain<K>,
  target: number,
): Needed[] {
  const middle = medians(model, given);
  const needed: Needed[] = [];
  for (const input of Object.keys(model.inputs) as K[]) {
    const distribution = distributionFor(model, given, input);
    if (distribution.kind === 'fixed') continue;
    const ends = [distribution.quantile(1e-6), distribution.quantile(1 - 1e-6)] as const;
    try {
      const value = invert(model, middle, input, target, ends);
      needed.push({ input, value, probability: probabilityBelow(distribution, value) });
    } catch (error) {
      if (!(error instanceof ClaimError) || error.fault !== 'no-solution') throw error;
      needed.push({ input });
    }
  }
  return needed;
}
