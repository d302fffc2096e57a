import type { Structure } from '../format.ts';

/** Which file of a sharded model holds which tensor. */
export interface ShardIndexStructure extends Structure {
  readonly format: 'shard-index';
  /** `metadata.total_size`: bytes of all tensors, as claimed. */
  readonly totalSize?: number;
  /** Tensor names, raw text: make them printable before showing. */
  readonly tensors: readonly string[];
  /** For each tensor the index of its shard in `shards`. */
  readonly shard: Uint32Array;
  /** Distinct file names, raw text. */
  readonly shards: readonly string[];
  /** Entries of `weight_map`; more than kept where the limit was passed. */
  readonly tensorCount: number;
}

/** Bytes kept of one tensor name. */
export const NAME_TEXT = 512;
/** Bytes kept of one shard name: the longest file name there is. */
export const SHARD_TEXT = 255;
/** Distinct shards kept; the largest models have a few hundred (CWE-770). */
export const SHARDS = 100_000;
