/**
 * How fast, and for how many at once, chips decode: the slower of reading weights and cache and of computing (S. Williams, A.
 * Waterman, D. Patterson, CACM 52:4, 2009; for transformers R. Pope et al., arXiv:2211.05102). Network, prefix caching and
 * drafted tokens are not in it but for a constant time a step.
 */
import { ClaimError, requirePositive, requireShare } from '../claim-error.ts';
import type { Accelerator } from './accelerator.ts';
import { type Deployment, type ServedModel, weightsPerChip, weightsRead } from './served.ts';

export interface Serving {
  readonly model: ServedModel;
  readonly chip: Accelerator;
  readonly deployment: Deployment;
  /** Tokens already there when one is decoded, on average. */
  readonly context: number;
  /** Share of the roofline that is reached. */
  readonly efficiency: number;
  /** Seconds a step that nothing hides: network, kernels, sampling. */
  readonly overhead: number;
}

/** What is left free of memory for what is neither weights nor cache. */
const USABLE = 0.9;
const [TERA, GIGA] = [1e12, 1e9];

/** FLOP seconds of one token on one chip: matrices at FP8 where the chip has it, attention at BF16. */
function computeTime({ model, chip, context }: Serving): number {
  const matrices = (2 * model.active) / ((chip.fp8 ?? chip.bf16) * TERA);
  return matrices + model.attention(context) / (chip.bf16 * TERA);
}

/** Seconds of a step for so many streams a chip, and what decides them. */
export function decodeStep(
  serving: Serving,
  streams: number,
): { seconds: number; ideal: number; bound: 'bandwidth' | 'compute' } {
  requirePositive(streams, 'the number of streams');
  requireShare(serving.efficiency, 'the efficiency');
  const { model, chip, deployment, context, efficiency, overhead } = serving;
  const bytes = weightsRead(model, deployment, streams) + streams * context * model.cache;
  const [reading, computing] = [bytes / (chip.bandwidth * TERA), streams * computeTime(serving)];
  const ideal = Math.max(reading, computing);
  return { seconds: ideal / efficiency + overhead, ideal, bound: reading >= computing ? 'bandwidth' : 'compute' };
}

/** Streams a chip that fit into its memory, weights and cache together; may be negative where the weights alone do not. */
export function streamsInMemory({ model, chip, deployment, context }: Serving): number {
  const left = USABLE * chip.memory * GIGA - weightsPerChip(model, deployment);
  return left / (context * model.cache);
}

export interface Capacity {
  /** Streams a chip at the wanted speed or above, rounded down. */
  readonly streams: number;
  readonly bound: 'bandwidth' | 'compute' | 'memory' | 'overhead';
}

/** The most streams a chip that all get at least so many tokens a second. */
export function capacityAt(serving: Serving, speed: number): Capacity {
  requirePositive(speed, 'the speed');
  const fits = Math.floor(streamsInMemory(serving));
  const fast = (streams: number): boolean => decodeStep(serving, streams).seconds <= 1 / speed;
  if (fits < 1) return { streams: 0, bound: 'memory' };
  if (!fast(1)) return { streams: 0, bound: serving.overhead >= 1 / speed ? 'overhead' : decodeStep(serving, 1).bound };
  if (fast(fits)) return { streams: fits, bound: 'memory' };
  let [low, high] = [1, fits];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fast(middle)) low = middle;
    else high = middle;
  }
  return { streams: low, bound: decodeStep(serving, high).bound };
}

/**
 * The overhead at which so many streams a chip run at a measured speed, in seconds.
 * @throws ClaimError `no-solution` where the roofline alone is slower
 */
export function overheadFrom(serving: Omit<Serving, 'overhead'>, streams: number, speed: number): number {
  requirePositive(speed, 'the speed');
  const overhead = 1 / speed - decodeStep({ ...serving, overhead: 0 }, streams).seconds;
  if (overhead >= 0) return overhead;
  throw new ClaimError('no-solution', `the roofline alone takes ${-overhead} s longer than was measured`);
}

/** Tokens a second that one chip takes in, at an average position of half the prompt. */
export function prefillSpeed(serving: Serving): number {
  const half = { ...serving, context: serving.context / 2 };
  return serving.efficiency / computeTime(half);
}
