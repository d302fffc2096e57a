import { InputError } from '../core/errors.ts';
import { rangeSource } from '../sources/byte-source.ts';
import { adler32 } from './checksums.ts';
import { type Codec, type Remark, remark } from './codec.ts';
import { deflate } from './deflate.ts';
import { faultOf, Input } from './input.ts';
import { isZlibHeader } from './magic.ts';

/** zlib (RFC 1950): DEFLATE between a header and a checksum. */
export const zlib: Codec = async function* zlib(compressed, signal) {
  const remarks: Remark[] = [];
  if (!isZlibHeader(await compressed.read(0, 2, signal)))
    return { consumed: 0, fault: new InputError('malformed', 'there is no zlib header') };
  const chunks = deflate(rangeSource(compressed, 2, compressed.size - 2), signal);
  let sum = 1;
  let step = await chunks.next();
  for (; step.done !== true; step = await chunks.next()) {
    sum = adler32(step.value, sum);
    yield step.value;
  }
  const end = 2 + step.value.consumed;
  if (step.value.fault !== undefined) return { consumed: end, fault: step.value.fault };
  try {
    const input = new Input(compressed, signal, end);
    await input.ensure(4);
    const [a = 0, b = 0, c = 0, d = 0] = input.take(4);
    if (((a << 24) | (b << 16) | (c << 8) | d) >>> 0 !== sum)
      remark(remarks, 'checksum', 'the zlib checksum does not match the data', end);
    return { consumed: end + 4, remarks };
  } catch (error) {
    return { consumed: end, fault: faultOf(error), remarks };
  }
};
