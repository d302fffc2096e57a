import { RuntimeFault } from '../fault.ts';
import { maximum } from './sampler.ts';

/**
 * Natural log-probabilities at temperature 1, summed in double precision.
 * @throws RuntimeFault where the logits are no numbers, as broken weights give
 */
export function logSoftmax(logits: Float32Array): Float32Array {
  const highest = maximum(logits);
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - highest);
  const shift = highest + Math.log(sum);
  if (!Number.isFinite(shift)) throw new RuntimeFault('garbage', 'the model computes logits that are no numbers');
  return logits.map((logit) => logit - shift);
}

/** The `count` highest, the highest first; of equals, the lower number. */
export function likeliest(values: Float32Array, count: number): readonly { token: number; value: number }[] {
  const found: { token: number; value: number }[] = [];
  if (count === 0) return found;
  for (const [token, value] of values.entries()) {
    const last = found.at(-1);
    if (found.length === count && last !== undefined && value <= last.value) continue;
    const place = found.findIndex((other) => other.value < value);
    found.splice(place === -1 ? found.length : place, 0, { token, value });
    if (found.length > count) found.pop();
  }
  return found;
}
