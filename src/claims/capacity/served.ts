import { requirePositive } from '../claim-error.ts';
import { cachePerToken, decodeAttention } from '../parameters/cache.ts';
import { countParameters } from '../parameters/count.ts';
import type { Shape } from '../parameters/shape.ts';

/** A model as a server sees it. */
export interface ServedModel {
  /** Bytes of what every step reads, and of all routed experts. */
  readonly dense: number;
  readonly experts: number;
  /** Share of routed experts that one token meets; 0 without experts. */
  readonly chosen: number;
  /** Parameters that a token is multiplied with. */
  readonly active: number;
  /** Bytes of cache a token. */
  readonly cache: number;
  /** FLOP of attention for one token after so many. */
  attention(context: number): number;
}

/**
 * @param weight bytes of a parameter, 1 for FP8
 * @param cache bytes of an element of the cache, 2 for BF16
 */
export function servedModel(shape: Shape, weight: number, cache: number): ServedModel {
  requirePositive(weight, 'the bytes of a parameter');
  requirePositive(cache, 'the bytes of a cached element');
  const count = countParameters(shape);
  const mixture = shape.layers.map(({ feedForward }) => feedForward).find(({ kind }) => kind === 'experts');
  return {
    dense: count.nonExpert * weight,
    experts: count.experts * weight,
    chosen: mixture?.kind === 'experts' ? mixture.chosen / mixture.experts : 0,
    active: count.activeWithoutInput,
    cache: cachePerToken(shape, cache),
    attention: (context) => decodeAttention(shape, context),
  };
}

/** How a model lies on chips that decode together. */
export interface Deployment {
  readonly chips: number;
  /** `tensor`: every matrix is split over all chips. `expert`: routed experts are split, and every chip has all the rest. */
  readonly split: 'tensor' | 'expert';
  /** Copies of routed experts over their number: 288 / 256 with 32 redundant ones. */
  readonly copies: number;
}

/** Bytes of weights on one chip. The input embedding is among them, though a step reads only rows of it. */
export function weightsPerChip(model: ServedModel, { chips, split, copies }: Deployment): number {
  requirePositive(chips, 'the number of chips');
  const experts = (model.experts * copies) / chips;
  return (split === 'tensor' ? model.dense / chips : model.dense) + experts;
}

/** Bytes of weights that one chip reads in a step over so many streams a chip: experts that no token chose are not read. */
export function weightsRead(model: ServedModel, deployment: Deployment, streams: number): number {
  const experts = (model.experts * deployment.copies) / deployment.chips;
  const touched = model.chosen === 0 ? 1 : 1 - (1 - model.chosen) ** (streams * deployment.chips);
  return weightsPerChip(model, deployment) - experts * (1 - touched);
}
