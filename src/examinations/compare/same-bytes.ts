import { InputError } from '../../core/errors.ts';
import type { ByteSource } from '../../sources/byte-source.ts';

const STEP = 1_048_576;

/**
 * True where `length` bytes from `atA` and from `atB` are the same. Reads no further than the first difference.
 * @throws InputError `truncated` where one source ends before
 */
export async function sameBytes(
  a: ByteSource,
  atA: number,
  b: ByteSource,
  atB: number,
  length: number,
  signal?: AbortSignal,
): Promise<boolean> {
  for (let done = 0; done < length; done += STEP) {
    signal?.throwIfAborted();
    const wanted = Math.min(STEP, length - done);
    const [one, other] = await Promise.all([a.read(atA + done, wanted, signal), b.read(atB + done, wanted, signal)]);
    if (one.length < wanted || other.length < wanted)
      throw new InputError('truncated', 'a tensor lies beyond the end of its file');
    if (Buffer.compare(one, other) !== 0) return false;
  }
  return true;
}
