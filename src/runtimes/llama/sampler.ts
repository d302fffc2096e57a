import type { Sampling } from '../request.ts';

/**
 * Draws tokens from logits: temperature, then the `topK` likeliest, then the fewest of those whose probabilities reach
 * `topP`, as transformers and vLLM do it. One number is taken from the generator for each token, so that the n-th token
 * depends on the seed, n and the logits alone.
 */
export class Sampler {
  readonly #sampling: Sampling;
  readonly #random: () => number;

  constructor(sampling: Sampling) {
    this.#sampling = sampling;
    this.#random = mulberry32(sampling.seed ?? 0);
  }

  /** `logits`: one for each token of the vocabulary. */
  draw(logits: Float32Array): number {
    const { temperature, topK, topP } = this.#sampling;
    const u = this.#random();
    const highest = maximum(logits);
    const weights = Float64Array.from(logits, (logit) => Math.exp((logit - highest) / temperature));
    const limited = (topK !== undefined && topK > 0 && topK < logits.length) || (topP !== undefined && topP < 1);
    return limited ? pick(weights, nucleus(weights, topK, topP), u) : pick(weights, undefined, u);
  }
}

/** Tokens that may be drawn, the likeliest first; of equals, the lower number. */
function nucleus(weights: Float64Array, topK: number | undefined, topP: number | undefined): Uint32Array {
  const order = Uint32Array.from(weights.keys()).toSorted((a, b) => at(weights, b) - at(weights, a) || a - b);
  const kept = topK !== undefined && topK > 0 ? order.subarray(0, topK) : order;
  if (topP === undefined || topP >= 1) return kept;
  const enough = topP * kept.reduce((sum, token) => sum + at(weights, token), 0);
  let sum = 0;
  const size = kept.findIndex((token) => (sum += at(weights, token)) >= enough);
  return size === -1 ? kept : kept.subarray(0, size + 1);
}

function pick(weights: Float64Array, tokens: Uint32Array | undefined, u: number): number {
  const count = tokens?.length ?? weights.length;
  const token = (index: number): number => (tokens === undefined ? index : at(tokens, index));
  let total = 0;
  for (let index = 0; index < count; index++) total += at(weights, token(index));
  let left = u * total;
  let last = 0;
  for (let index = 0; index < count; index++) {
    const weight = at(weights, token(index));
    if (weight === 0) continue;
    last = token(index);
    left -= weight;
    if (left < 0) break;
  }
  return last;
}

export function maximum(values: Float32Array): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > highest) highest = value;
  return highest;
}

function at(values: Float64Array | Uint32Array, index: number): number {
  return values[index] ?? 0;
}

/** Tommy Ettinger's mulberry32, uniform in [0, 1). All bits of the seed are mixed first: seeds in a row share nothing. */
function mulberry32(seed: number): () => number {
  let state = mixed(mixed(Math.trunc(seed) | 0) ^ Math.floor(seed / 2 ** 32));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The last step of MurmurHash3, a bijection of 32 bits. */
function mixed(bits: number): number {
  let value = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
