import { bzip2 } from '../../codecs/bzip2.ts';
import type { Codec } from '../../codecs/codec.ts';
import { copy } from '../../codecs/copy.ts';
import { deflate } from '../../codecs/deflate.ts';
import { deltaFilter, type Filter, filtered, x86Filter } from '../../codecs/filters.ts';
import { lzmaRaw } from '../../codecs/lzma.ts';
import { dictionaryOf, lzma2 } from '../../codecs/lzma2.ts';
import { zstd } from '../../codecs/zstd.ts';
import { InputError } from '../../core/errors.ts';
import type { Limits } from '../../core/limits.ts';
import { type Coder, type Folder, sizeOf } from './streams.ts';

/** Identifiers of Methods.txt of the 7-Zip sources. */
const NAMES: Readonly<Record<string, string>> = {
  '00': 'Copy',
  '03': 'Delta',
  '04': 'BCJ',
  '03030103': 'BCJ',
  '0303011b': 'BCJ2',
  '21': 'LZMA2',
  '030101': 'LZMA',
  '030401': 'PPMd',
  '040108': 'Deflate',
  '040109': 'Deflate64',
  '040202': 'BZip2',
  '04f71101': 'Zstandard',
  '06f10701': 'AES-256',
};
const AES = '06f10701';

export const methodName = ({ method }: Coder): string => NAMES[method] ?? method;

export const isEncrypted = ({ coders }: Folder): boolean => coders.some(({ method }) => method === AES);

/** What undoes the coders of a folder, one after another. @throws InputError `unsupported`, `malformed` */
export function codecOf(folder: Folder, limits: Limits): Codec {
  const [first, ...rest] = chain(folder);
  if (first === undefined) throw new InputError('malformed', 'a folder without a first coder');
  const size = folder.sizes[folder.coders.indexOf(first)] ?? 0;
  const codec = baseCodec(first, size, limits);
  const whole = sizeOf(folder);
  // Filters begin anew each time that the folder is unpacked.
  rest.forEach((coder) => filterOf(coder));
  return async function* unpack(compressed, signal) {
    return yield* cut(filtered(codec(compressed, signal), rest.map(filterOf)), whole);
  };
}

/** The coders from the packed stream to the end. */
function chain({ coders, binds, packed }: Folder): Coder[] {
  if (packed.length !== 1 || coders.some(({ inputs }) => inputs !== 1))
    throw new InputError(
      'unsupported',
      `${coders.map(methodName).join(' and ')} with several streams is not read here`,
    );
  const ordered: Coder[] = [];
  for (let at = packed[0]; at !== undefined && ordered.length < coders.length; ) {
    const coder = coders[at];
    if (coder === undefined || ordered.includes(coder)) throw new InputError('malformed', 'coders that lead nowhere');
    ordered.push(coder);
    const from = at;
    at = binds.find(({ output }) => output === from)?.input;
  }
  if (ordered.length !== coders.length) throw new InputError('malformed', 'coders that lead nowhere');
  return ordered;
}

function baseCodec(coder: Coder, size: number, limits: Limits): Codec {
  const { method, properties } = coder;
  switch (method) {
    case '00':
      return copy;
    case '040108':
      return deflate;
    case '040202':
      return bzip2;
    case '04f71101':
      return zstd;
    case '21': {
      const dictionary = dictionaryOf(properties[0] ?? 255);
      return (compressed, signal) => lzma2(compressed, dictionary, limits, signal);
    }
    case '030101': {
      if (properties.length < 5) throw new InputError('malformed', 'LZMA without its properties');
      const [first = 0, a = 0, b = 0, c = 0, d = 0] = properties;
      const dictionary = (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
      const header = { properties: first, dictionary, size, marker: true };
      return (compressed, signal) => lzmaRaw(compressed, header, limits, signal);
    }
    default:
      throw new InputError('unsupported', `the method ${methodName(coder)} is not read here`);
  }
}

function filterOf(coder: Coder): Filter {
  if (coder.method === '03') return deltaFilter((coder.properties[0] ?? 0) + 1);
  if (coder.method === '04' || coder.method === '03030103') return x86Filter();
  throw new InputError('unsupported', `the method ${methodName(coder)} is not read here`);
}

/** No more than the header says, as unpackers do. */
async function* cut<End>(chunks: AsyncGenerator<Uint8Array, End>, size: number): AsyncGenerator<Uint8Array, End> {
  let left = size;
  let step = await chunks.next();
  for (; step.done !== true; step = await chunks.next()) {
    const piece = step.value.subarray(0, left);
    left -= piece.length;
    if (piece.length > 0) yield piece;
  }
  return step.value;
}
