import type { Model } from '../model.ts';
import { distributionFor, firstFrom, type Simulation, type Uncertain } from './simulate.ts';

export interface RankSensitivity {
  readonly input: string;
  /** Spearman's rank correlation of the input with the output. */
  readonly rho: number;
  /** Its square: with independent inputs and a monotone model, about the share of the variance of ranks. */
  readonly share: number;
}

/** Which input decides: the greatest share first. */
export function rankSensitivity({ inputs, output }: Simulation): RankSensitivity[] {
  const ranked = ranks(output);
  const rows = [...inputs].map(([input, drawn]) => {
    const rho = correlation(ranks(drawn), ranked);
    return { input, rho, share: rho * rho };
  });
  return rows.toSorted((a, b) => b.share - a.share);
}

/** Ranks from 0, equal values sharing their mean rank. Sorting without a comparison function is ten times faster. */
function ranks(values: Float64Array): Float64Array {
  const sorted = values.toSorted();
  return values.map((value) => {
    const first = firstFrom(sorted, value);
    let last = first;
    while (sorted[last + 1] === value) last++;
    return (first + last) / 2;
  });
}

function correlation(a: Float64Array, b: Float64Array): number {
  const middle = (a.length - 1) / 2;
  let [product, left, right] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    const [x, y] = [(a[at] ?? 0) - middle, (b[at] ?? 0) - middle];
    product += x * y;
    left += x * x;
    right += y * y;
  }
  return left === 0 || right === 0 ? 0 : product / Math.sqrt(left * right);
}

export interface Swing {
  readonly input: string;
  /** The ends of the input, and the output at each, with all other inputs at their medians. */
  readonly from: number;
  readonly to: number;
  readonly outputFrom: number;
  readonly outputTo: number;
}

/** One input at a time from one end of its central interval to the other: the bars of a tornado, the widest first. */
export function oneAtATime<K extends string>(model: Model<K>, given: Uncertain<K>, level = 0.9): Swing[] {
  const middle = medians(model, given);
  const swings: Swing[] = [];
  for (const input of Object.keys(model.inputs) as K[]) {
    const distribution = distributionFor(model, given, input);
    if (distribution.kind === 'fixed') continue;
    const [from, to] = [distribution.quantile((1 - level) / 2), distribution.quantile((1 + level) / 2)];
    const at = (value: number): number => model.evaluate({ ...middle, [input]: value });
    swings.push({ input, from, to, outputFrom: at(from), outputTo: at(to) });
  }
  return swings.toSorted((a, b) => Math.abs(b.outputTo - b.outputFrom) - Math.abs(a.outputTo - a.outputFrom));
}

/** Every input at its median. */
export function medians<K extends string>(model: Model<K>, given: Uncertain<K>): Record<K, number> {
  const names = Object.keys(model.inputs) as K[];
  return Object.fromEntries(names.map((name) => [name, distributionFor(model, given, name).quantile(0.5)])) as Record<
    K,
    number
  >;
}
