import type { InputError } from '../core/errors.ts';
import type { ByteSource } from '../sources/byte-source.ts';

/**
 * A way to decompress: gives the bytes in pieces, in memory that depends on neither size, and everything that precedes a
 * fault. Loaders that stream have handed that to an unpickler by the time they meet the fault.
 */
export type Codec = (compressed: ByteSource, signal?: AbortSignal) => AsyncGenerator<Uint8Array, CodecEnd>;

/** A codec whose program is loaded with the first data that needs it: most files need none, or one. */
export const loaded = (load: () => Promise<Codec>): Codec =>
  async function* unpack(compressed, signal) {
    const codec = await load();
    return yield* codec(compressed, signal);
  };

export interface CodecEnd {
  /** Compressed bytes that the data really took; what follows belongs to nothing. */
  readonly consumed: number;
  /** Why it ended before its end, if it did. */
  readonly fault?: InputError;
  /** Streams one after another that were read as one, as most loaders do; one where absent. */
  readonly members?: number;
  /** What contradicts the data without stopping it. */
  readonly remarks?: readonly Remark[];
}

/** `checksum`: the data does not match it. `header`: a header contradicts itself or the data. */
export interface Remark {
  readonly kind: 'checksum' | 'header';
  readonly message: string;
  /** In the compressed bytes. */
  readonly offset: number;
}

/** Remarks kept of one stream; a hostile one can have millions. */
const MOST_REMARKS = 16;

export function remark(remarks: Remark[], kind: Remark['kind'], message: string, offset: number): void {
  if (remarks.length < MOST_REMARKS) remarks.push({ kind, message, offset });
}
