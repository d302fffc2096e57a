import type { Structure } from '../format.ts';

export type CodecId = 'gzip' | 'zlib' | 'bzip2' | 'xz' | 'lzma' | 'lz4' | 'zstd' | 'joblib-zfile';

/** One file inside a compressed stream. */
export interface CompressedStructure extends Structure {
  readonly format: 'compressed';
  readonly flavour: CodecId;
  /** Bytes that came out, at most `expanded.bytes`. */
  readonly size: number;
  /** Compressed bytes that belong to the data. */
  readonly consumed: number;
  /** Streams one after another that loaders read as one. */
  readonly members: number;
  /** Name that a gzip header gives the data, as written there. */
  readonly name?: string;
}
