import type { Limits } from '../core/limits.ts';
import { InputError } from '../core/errors.ts';
import { type ByteSource, rangeSource } from '../sources/byte-source.ts';
import type { Codec, CodecEnd } from './codec.ts';
import { Dictionary } from './dictionary.ts';
import { faultOf, Input } from './input.ts';
import { LzmaDecoder, propertiesOf } from './lzma-decoder.ts';

const HEADER = 13;
const UNKNOWN = 2 ** 64;

/**
 * True for a header that encoders write: usual properties, a dictionary of a power of two or one and a half of it, a size
 * that is unknown or below 256 GiB, and the zero that the range coder begins with (as XZ Utils' `lzma_alone_decoder`).
 */
export function isLzmaAlone(head: Uint8Array): boolean {
  if (head.length < HEADER + 5 || (head[0] ?? 255) >= 225 || head[HEADER] !== 0) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const dictionary = view.getUint32(1, true);
  const top = dictionary === 0 ? 0 : 2 ** Math.floor(Math.log2(dictionary));
  const usual = dictionary === top || dictionary === top * 1.5 || dictionary === 0xffffffff;
  const high = view.getUint32(9, true);
  const unknown = high === 0xffffffff && view.getUint32(5, true) === 0xffffffff;
  return usual && dictionary >= 4096 && (unknown || high < 64);
}

/** Bytes that must come out of data with a header that no encoder writes. */
const CONVINCING = 64;
/** Bytes out for each byte in, beyond which nothing can be told from the beginning. */
const MOST_EXPANSION = 16;

/**
 * True for what Python takes for LZMA by its first two bytes, whatever the rest of the header says, and which then
 * really decodes: a dictionary or a size that no encoder would write passes a decoder, and would pass us by.
 */
export function startsLzma(head: Uint8Array): boolean {
  if (head[0] !== 0x5d || head[1] !== 0 || head[HEADER] !== 0 || head.length < HEADER + 5) return false;
  const input = Input.over(head.subarray(HEADER));
  const dictionary = new Dictionary(2 ** 32, head.length * 300);
  const decoder = new LzmaDecoder(input, dictionary);
  const size = new DataView(head.buffer, head.byteOffset, head.length).getUint32(5, true);
  const known = head.subarray(9, HEADER).every((byte) => byte === 0);
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
      await input.ensure(HEADER);
      const properties = input.u8();
      const dictionary = input.u32();
      const size = input.u64();
      const rest = rangeSource(compressed, HEADER, compressed.size - HEADER);
      const end = yield* lzmaRaw(rest, { properties, dictionary, size, marker: true }, limits, signal);
      return { ...end, consumed: end.consumed + HEADER };
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
