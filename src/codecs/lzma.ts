import type { Limits } from '../core/limits.ts';
import { InputError } from '../core/errors.ts';
import { type ByteSource, rangeSource } from '../sources/byte-source.ts';
import type { Codec, CodecEnd } from './codec.ts';
import { Dictionary } from './dictionary.ts';
import { faultOf, Input } from './input.ts';
import { LZMA_HEADER } from './magic.ts';
import { LzmaDecoder, propertiesOf } from './lzma-decoder.ts';

const UNKNOWN = 2 ** 64;

/** Bytes that must come out of data with a header that no encoder writes. */
const CONVINCING = 64;
/** Bytes out for each byte in, beyond which nothing can be told from the beginning. */
const MOST_EXPANSION = 16;

/**
 * True for what Python takes for LZMA by its first two bytes, whatever the rest of the header says, and which then
 * really decodes: a dictionary or a size that no encoder would write passes a decoder, and would pass us by.
 */
export function startsLzma(head: Uint8Array): boolean {
  if (head[0] !== 0x5d || head[1] !== 0 || head[LZMA_HEADER] !== 0 || head.length < LZMA_HEADER + 5) return false;
  const input = Input.over(head.subarray(LZMA_HEADER));
  const dictionary = new Dictionary(2 ** 32, head.length * 300);
  const decoder = new LzmaDecoder(input, dictionary);
  const size = new DataView(head.buffer, head.byteOffset, head.length).getUint32(5, true);
  const known = head.subarray(9, LZMA_HEADER).every((byte) => byte === 0);
  try {
    decoder.reset(propertiesOf(0x5d));
    decoder.begin();
    return decoder.run(known ? size : Infinity) === 'output' || dictionary.total > 0;
  } catch (error) {
    // Numbers that only begin alike break off early, or repeat a few bytes without end.
    return (
      faultOf(error).fault === 'truncated' &&
      dictionary.total >= CONVINCING &&
      dictionary.total < MOST_EXPANSION * head.length
    );
  }
}

/** The `.lzma` format: a header of 13 bytes and one stream. */
export const lzmaAlone = (limits: Limits): Codec =>
  async function* lzma(compressed, signal) {
    try {
      const input = new Input(compressed, signal);
      await input.ensure(LZMA_HEADER);
      const properties = input.u8();
      const dictionary = input.u32();
      const size = input.u64();
      const rest = rangeSource(compressed, LZMA_HEADER, compressed.size - LZMA_HEADER);
      const end = yield* lzmaRaw(rest, { properties, dictionary, size, marker: true }, limits, signal);
      return { ...end, consumed: end.consumed + LZMA_HEADER };
    } catch (error) {
      return { consumed: 0, fault: faultOf(error) };
    }
  };

export interface LzmaHeader {
  readonly properties: number;
  readonly dictionary: number;
  /** Decoded bytes; 2^64 and near it where only an end marker tells. */
  readonly size: number;
  /** Whether an end marker may follow although the size is known. */
  readonly marker: boolean;
}

/** LZMA data without its header. */
export async function* lzmaRaw(
  compressed: ByteSource,
  header: LzmaHeader,
  limits: Limits,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, CodecEnd> {
  const input = new Input(compressed, signal);
  const dictionary = new Dictionary(Math.max(4096, header.dictionary), limits['lzma.dictionary']);
  const decoder = new LzmaDecoder(input, dictionary);
  const known = header.size < UNKNOWN - 4096;
  try {
    decoder.reset(propertiesOf(header.properties));
    await input.ensure(5);
    decoder.begin();
    for (;;) {
      const state = decoder.run(known ? header.size : Infinity);
      if (dictionary.pending > 0) yield dictionary.take();
      if (state === 'input') await input.ensure(64);
      else if (state === 'marker' && known && dictionary.total < header.size)
        throw new InputError('truncated', 'the LZMA data ends before the size that its header gives');
      else if (state === 'marker') break;
      else if (state === 'done') {
        await input.ensure(64);
        // What is left of the range coder, or an end marker, which decoders allow here.
        decoder.finish();
        if (!decoder.settled && header.marker && decoder.run(Infinity) !== 'marker')
          throw new InputError('malformed', 'the LZMA data goes on after the size that its header gives');
        break;
      }
    }
    // An end marker may leave the range coder one byte short of its own end.
    await input.ensure(1);
    if (input.left > 0) decoder.finish();
    return { consumed: input.position };
  } catch (error) {
    if (dictionary.pending > 0) yield dictionary.take();
    return { consumed: input.position, fault: faultOf(error) };
  }
}
