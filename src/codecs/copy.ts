import type { Codec } from './codec.ts';

const CHUNK = 64 * 1024;

/** Bytes as they are, for containers that may leave them so. */
export const copy: Codec = async function* copy(compressed, signal) {
  for (let at = 0; at < compressed.size; at += CHUNK) {
    signal?.throwIfAborted();
    yield await compressed.read(at, CHUNK, signal);
  }
  return { consumed: compressed.size };
};
