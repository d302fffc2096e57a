import { type Codec, loaded } from '../../codecs/codec.ts';
import { deflate } from '../../codecs/deflate.ts';
import { faultOf, Input } from '../../codecs/input.ts';
import { InputError } from '../../core/errors.ts';
import type { Limits } from '../../core/limits.ts';
import { rangeSource } from '../../sources/byte-source.ts';
import { DEFLATED, FLAG } from './records.ts';

/** Methods of APPNOTE.TXT 4.4.5 besides DEFLATE that unpackers in use undo. Python's zipfile knows the first two. */
const [BZIP2, LZMA, OLD_ZSTD, ZSTD, XZ] = [12, 14, 20, 93, 95];
const READABLE: ReadonlySet<number> = new Set([DEFLATED, BZIP2, LZMA, OLD_ZSTD, ZSTD, XZ]);

export const isCompressed = (method: number): boolean => READABLE.has(method);

interface Header {
  readonly flags: number;
  /** Bytes once decompressed, as claimed. */
  readonly size: number;
}

/** What undoes a method. */
export function codecOf(method: number, { flags, size }: Header, limits: Limits): Codec {
  switch (method) {
    case BZIP2:
      return loaded(async () => (await import('../../codecs/bzip2.ts')).bzip2);
    case LZMA:
      return zipLzma((flags & FLAG.endMarker) === 0 ? size : Infinity, limits);
    case XZ:
      return loaded(async () => (await import('../../codecs/xz.ts')).xz(limits));
    case ZSTD:
    case OLD_ZSTD:
      return loaded(async () => (await import('../../codecs/zstd.ts')).zstd);
    default:
      return deflate;
  }
}

/** APPNOTE.TXT 5.8.8: version, length of the properties, properties; then the data. */
function zipLzma(size: number, limits: Limits): Codec {
  return async function* lzma(compressed, signal) {
    try {
      const input = new Input(compressed, signal);
      await input.ensure(9);
      input.skip(2);
      const length = input.u8() + (input.u8() << 8);
      if (length < 5) throw new InputError('malformed', `LZMA properties of ${length} bytes`);
      const [properties, dictionary] = [input.u8(), input.u32()];
      const from = 4 + length;
      const rest = rangeSource(compressed, from, compressed.size - from);
      const { lzmaRaw } = await import('../../codecs/lzma.ts');
      const end = yield* lzmaRaw(rest, { properties, dictionary, size, marker: true }, limits, signal);
      return { ...end, consumed: end.consumed + from };
    } catch (error) {
      return { consumed: 0, fault: faultOf(error) };
    }
  };
}
