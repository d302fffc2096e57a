import { InputError } from '../../core/errors.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import { Inflate } from './inflate.ts';

const CHUNK = 64 * 1024;

export interface InflateEnd {
  /** Compressed bytes that the data really took. */
  readonly consumed: number;
  /** Why it ended before its end, if it did. */
  readonly fault?: InputError;
}

/** The decompressed bytes, in pieces; everything that precedes a fault comes first. */
export async function* inflated(compressed: ByteSource, signal?: AbortSignal): AsyncGenerator<Uint8Array, InflateEnd> {
  const inflate = new Inflate();
  for (let at = 0; ; at += CHUNK) {
    signal?.throwIfAborted();
    const bytes = await compressed.read(at, Math.min(CHUNK, Math.max(0, compressed.size - at)), signal);
    inflate.feed(bytes, at + CHUNK >= compressed.size);
    for (let state: ReturnType<typeof step> = step(inflate); ; state = step(inflate)) {
      const out = inflate.take();
      if (out.length > 0) yield out;
      if (state === 'input') break;
      if (state === 'end') return { consumed: inflate.consumed };
      if (state !== 'output') return { consumed: inflate.consumed, fault: state };
    }
  }
}

function step(inflate: Inflate): ReturnType<Inflate['run']> | InputError {
  try {
    return inflate.run();
  } catch (fault) {
    if (fault instanceof InputError) return fault;
    throw fault;
  }
}
