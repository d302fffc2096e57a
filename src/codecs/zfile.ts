import { InputError } from '../core/errors.ts';
import { rangeSource } from '../sources/byte-source.ts';
import { type Codec, remark } from './codec.ts';
import { isZlibHeader, zlib } from './zlib.ts';

/** `ZF` and a length in hexadecimal digits, padded to 19 characters. */
const HEADER = 21;

/** True for the beginning of a file of joblib before 0.10 (joblib/numpy_pickle_compat.py, `write_zfile`). */
export function isZfile(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, HEADER)).toString('latin1');
  return /^ZF0x[0-9a-f]{1,17}L? *$/.test(text) && text.length === HEADER && isZlibHeader(head.subarray(startOf(head)));
}

/** joblib 0.8 wrote one space more under Python 2. */
const startOf = (head: Uint8Array): number => (head[HEADER] === 0x20 ? HEADER + 1 : HEADER);

/** A zlib stream behind joblib's old header. */
export const zfile: Codec = async function* zfile(compressed, signal) {
  const head = await compressed.read(0, HEADER + 3, signal);
  if (!isZfile(head)) return { consumed: 0, fault: new InputError('malformed', 'there is no joblib header') };
  const start = startOf(head);
  const claimed = Number.parseInt(Buffer.from(head.subarray(2, HEADER)).toString('latin1'), 16);
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
