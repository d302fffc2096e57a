import { InputError } from '../core/errors.ts';
import { rangeSource } from '../sources/byte-source.ts';
import { type Codec, remark } from './codec.ts';
import { isZfile, ZFILE_HEADER, zfileDataOf } from './magic.ts';
import { zlib } from './zlib.ts';

/** A zlib stream behind joblib's old header. */
export const zfile: Codec = async function* zfile(compressed, signal) {
  const head = await compressed.read(0, ZFILE_HEADER + 3, signal);
  if (!isZfile(head)) return { consumed: 0, fault: new InputError('malformed', 'there is no joblib header') };
  const start = zfileDataOf(head);
  const claimed = Number.parseInt(Buffer.from(head.subarray(2, ZFILE_HEADER)).toString('latin1'), 16);
  const chunks = zlib(rangeSource(compressed, start, compressed.size - start), signal);
  let size = 0;
  let step = await chunks.next();
  for (; step.done !== true; step = await chunks.next()) {
    size += step.value.length;
    yield step.value;
  }
  const remarks = [...(step.value.remarks ?? [])].map((one) => ({ ...one, offset: one.offset + start }));
  if (size !== claimed && step.value.fault === undefined)
    remark(remarks, 'header', `the header claims ${claimed} bytes and there are ${size}`, 2);
  return { ...step.value, consumed: step.value.consumed + start, remarks };
};
