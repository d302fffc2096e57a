import { ClaimError } from '../claim-error.ts';
import { Random } from '../../core/random.ts';
import type { Model } from '../model.ts';
import type { Distribution } from './distribution.ts';

export type Uncertain<K extends string> = Readonly<Record<K, Distribution>>;

export interface Simulation {
  readonly model: string;
  readonly seed: string;
  readonly draws: number;
  /** What each uncertain input was, draw by draw; inputs that are known exactly are not here. */
  readonly inputs: ReadonlyMap<string, Float64Array>;
  readonly output: Float64Array;
  /** The output in rising order. */
  readonly sorted: Float64Array;
}

/** Memory for the columns of a simulation: 8 bytes a draw and input. */
export const MOST_DRAWS = 2_000_000;

/**
 * Draws a model's output by Latin hypercubes: each input is drawn once from each of `draws` equally likely strata, in an order of
 * its own (M. McKay, R. Beckman, W. Conover, Technometrics 21, 1979, p. 239). Inputs are independent. The same seed gives the
 * same draws, and each input has a stream of its own.
 */
export function simulate<K extends string>(
  model: Model<K>,
  given: Uncertain<K>,
  { draws = 100_000, seed = 1 }: { draws?: number; seed?: number | string } = {},
): Simulation {
  if (!(Number.isSafeInteger(draws) && draws >= 2 && draws <= MOST_DRAWS)) {
    throw new ClaimError('out-of-range', `${draws} draws: 2 to ${MOST_DRAWS}`);
  }
  const random = Random.from(seed);
  const values: Record<string, number> = {};
  const columns: [string, Float64Array][] = [];
  for (const name of Object.keys(model.inputs)) {
    const distribution = distributionFor(model, given, name);
    if (distribution.kind === 'fixed') values[name] = distribution.quantile(0.5);
    else columns.push([name, column(distribution, draws, random.split(name))]);
  }
  const output = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    // Index by index: an iterator for each draw costs more than most equations.
    for (let at = 0; at < columns.length; at++) {
      const [name, drawn] = columns[at] as [string, Float64Array];
      values[name] = drawn[draw] ?? Number.NaN;
    }
    output[draw] = model.evaluate(values as Record<K, number>);
  }
  const sorted = output.toSorted();
  return { model: model.id, seed: String(seed), draws, inputs: new Map(columns), output, sorted };
}

/** What is given for an input, or its default. */
export function distributionFor<K extends string>(model: Model<K>, given: Uncertain<K>, name: string): Distribution {
  const found = Object.hasOwn(given, name) ? given[name as K] : undefined;
  if (found !== undefined) return found;
  const { default: standard } = model.inputs[name as K];
  if (standard === undefined) throw new ClaimError('missing-input', `${model.id} needs ${name}`);
  return { kind: 'fixed', text: String(standard), quantile: () => standard };
}

function column({ quantile }: Distribution, draws: number, random: Random): Float64Array {
  const drawn = new Float64Array(draws);
  for (let stratum = 0; stratum < draws; stratum++) {
    // Half a unit of the generator above 0, so that no quantile is taken at 0 itself.
    drawn[stratum] = quantile((stratum + random.uniform() + 2 ** -54) / draws);
  }
  for (let last = draws - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    const kept = drawn[last] ?? 0;
    drawn[last] = drawn[other] ?? 0;
    drawn[other] = kept;
  }
  return drawn;
}

/** The value below which a share p of the draws lies, between neighbours by a straight line (type 7). */
export function quantileOf({ sorted }: Simulation, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new ClaimError('out-of-range', `no probability: ${p}`);
  const at = p * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return low + (high - low) * (at - Math.floor(at));
}

/** The share of draws from `low` up to and without `high`. */
export const probabilityWithin = (of: Simulation, low: number, high: number): number =>
  (firstFrom(of.sorted, high) - firstFrom(of.sorted, low)) / of.sorted.length;

/** How many are below x. */
export function firstFrom(sorted: Float64Array, x: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
