import { type ByteSource, memorySource } from '../sources/byte-source.ts';
import type { Codec, CodecEnd } from './codec.ts';

/** Everything that a codec gives, and how it ended. */
export async function expand(codec: Codec, input: Uint8Array | ByteSource): Promise<CodecEnd & { bytes: Buffer }> {
  const chunks = codec(input instanceof Uint8Array ? memorySource('compressed', input) : input);
  const pieces: Uint8Array[] = [];
  let step = await chunks.next();
  for (; step.done !== true; step = await chunks.next()) pieces.push(step.value);
  return { ...step.value, bytes: Buffer.concat(pieces) };
}
