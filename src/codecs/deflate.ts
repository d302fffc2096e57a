import { InputError } from '../core/errors.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import type { Codec, CodecEnd } from './codec.ts';
import { Inflate } from './inflate.ts';

const FIRST_CHUNK = 4 * 1024;
const CHUNK = 64 * 1024;

/** Raw DEFLATE (RFC 1951). */
export const deflate: Codec = (compressed, signal) => inflated(new Inflate(), compressed, signal);

/** The same with a decoder that is new or {@link Inflate.reset}. */
export async function* inflated(
  decoder: Inflate,
  compressed: ByteSource,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, CodecEnd> {
  let chunk = FIRST_CHUNK;
  for (let at = 0; ; ) {
    signal?.throwIfAborted();
    const bytes = await compressed.read(at, Math.min(chunk, Math.max(0, compressed.size - at)), signal);
    at += chunk;
    chunk = CHUNK;
    decoder.feed(bytes, at >= compressed.size);
    for (let state: ReturnType<typeof step> = step(decoder); ; state = step(decoder)) {
      const out = decoder.take();
      if (out.length > 0) yield out;
      if (state === 'input') break;
      if (state === 'end') return { consumed: decoder.consumed };
      if (state !== 'output') return { consumed: decoder.consumed, fault: state };
    }
  }
}

function step(decoder: Inflate): ReturnType<Inflate['run']> | InputError {
  try {
    return decoder.run();
  } catch (fault) {
    if (fault instanceof InputError) return fault;
    throw fault;
  }
}
