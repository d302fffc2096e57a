import type { Limits } from '../core/limits.ts';
import { InputError } from '../core/errors.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import type { CodecEnd } from './codec.ts';
import { Dictionary } from './dictionary.ts';
import { faultOf, Input } from './input.ts';
import { LzmaDecoder, propertiesOf } from './lzma-decoder.ts';

/** Bytes that the dictionary of a properties byte has; more than 40 is none. @throws InputError */
export function dictionaryOf(byte: number): number {
  if (byte > 40) throw new InputError('malformed', `an LZMA2 dictionary of size ${byte}`);
  return byte === 40 ? 2 ** 32 - 1 : (2 | (byte & 1)) * 2 ** (Math.floor(byte / 2) + 11);
}

/** LZMA2: chunks of LZMA, or of bytes as they are, up to a zero (XZ Utils' lzma2_decoder.c). */
export async function* lzma2(
  compressed: ByteSource,
  size: number,
  limits: Limits,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, CodecEnd> {
  const input = new Input(compressed, signal);
  const dictionary = new Dictionary(size, limits['lzma.dictionary']);
  const decoder = new LzmaDecoder(input, dictionary);
  let needs: 'dictionary' | 'properties' | 'nothing' = 'dictionary';
  let properties = 0;
  try {
    for (;;) {
      await input.ensure(6);
      const control = input.u8();
      if (control === 0) return { consumed: input.position };
      if (control >= 0xe0 || control === 1) {
        dictionary.reset();
        needs = 'properties';
      } else if (needs === 'dictionary') throw new InputError('malformed', 'LZMA2 data that begins in the middle');
      if (control < 0x80) {
        if (control > 2) throw new InputError('malformed', `an LZMA2 chunk of kind ${control}`);
        yield* stored(input, dictionary);
        continue;
      }
      const decoded = ((control & 0x1f) << 16) + bigEndian(input) + 1;
      const length = bigEndian(input) + 1;
      const reset = (control >> 5) & 3;
      if (reset >= 2) {
        properties = input.u8();
        const { lc, lp } = propertiesOf(properties);
        if (lc + lp > 4) throw new InputError('malformed', 'LZMA2 properties beyond its limits');
        needs = 'nothing';
      } else if (needs === 'properties') throw new InputError('malformed', 'an LZMA2 chunk without properties');
      if (reset >= 1) decoder.reset(propertiesOf(properties));
      const end = input.position + length;
      await input.ensure(length);
      decoder.begin();
      const to = dictionary.total + decoded;
      for (;;) {
        const state = decoder.run(to);
        if (dictionary.pending > 0) yield dictionary.take();
        if (state === 'done' || state === 'marker') break;
        if (state === 'input') await input.ensure(64);
      }
      decoder.finish();
      if (input.position !== end || !decoder.settled)
        throw new InputError('malformed', 'an LZMA2 chunk that is not as long as it says');
    }
  } catch (error) {
    if (dictionary.pending > 0) yield dictionary.take();
    return { consumed: input.position, fault: faultOf(error) };
  }
}

async function* stored(input: Input, dictionary: Dictionary): AsyncGenerator<Uint8Array, void> {
  const length = bigEndian(input) + 1;
  await input.ensure(length);
  const there = Math.min(length, input.left);
  dictionary.putAll(input.take(there));
  yield dictionary.take();
  if (there < length) throw new InputError('truncated', 'the compressed data ends early');
}

const bigEndian = (input: Input): number => input.u8() * 256 + input.u8();
