import type { Model } from '../model.ts';
import { distributionFor, type Uncertain } from './simulate.ts';

/** So many inputs have 2^12 corners. */
const MOST = 12;

/**
 * The least and the greatest that a model gives, where all that is uncertain is given by bounds without a probability: at the
 * corners, for equations that rise or fall with each input all along. Nothing where an input has a probability, or there are too
 * many of them.
 */
export function boundsOf<K extends string>(
  model: Model<K>,
  given: Uncertain<K>,
): readonly [number, number] | undefined {
  const values: Record<string, number> = {};
  const open: (readonly [string, number, number])[] = [];
  for (const name of Object.keys(model.inputs)) {
    const { kind, quantile } = distributionFor(model, given, name);
    if (kind === 'fixed') values[name] = quantile(0.5);
    else if (kind === 'uniform') open.push([name, quantile(0), quantile(1)]);
    else return undefined;
  }
  if (open.length === 0 || open.length > MOST) return undefined;
  let [least, most] = [Infinity, -Infinity];
  for (let corner = 0; corner < 2 ** open.length; corner++) {
    for (const [at, [name, low, high]] of open.entries()) values[name] = (corner >> at) & 1 ? high : low;
    const result = model.evaluate(values as Record<K, number>);
    [least, most] = [Math.min(least, result), Math.max(most, result)];
  }
  return [least, most];
}
