import { isUtf8 } from 'node:buffer';
import type { LimitName } from '../core/limits.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import type { ReadContext } from './format.ts';
import { afterWhitespace } from './json-value.ts';
import type { Notes } from './notes.ts';

/**
 * The bytes of a whole JSON file, at most `limit`, for a reader that throws InputError; tells what is wrong with
 * them as anomalies of `format`.
 * @param read gets the bytes and returns the offset after the value
 */
export async function withJsonDocument(
  format: string,
  source: ByteSource,
  context: ReadContext,
  notes: Notes,
  read: (bytes: Uint8Array) => number,
  limit: LimitName = 'json.bytes',
): Promise<void> {
  const most = context.limits[limit];
  if (source.size > most) {
    const message = () => `the file has ${source.size} bytes, more than ${most}: it is not read`;
    notes.note(`${format}.limit`, message, { stops: true });
    return;
  }
  const bytes = await source.read(0, source.size, context.signal);
  if (!isUtf8(bytes)) notes.note(`${format}.utf8`, () => 'the file is not valid UTF-8');
  try {
    const end = read(bytes);
    const after = afterWhitespace(bytes, end);
    if (after === undefined) return;
    const length = bytes.length - after;
    notes.note(`${format}.trailing`, () => `${length} bytes follow the JSON value`, { offset: after, length });
  } catch (error) {
    notes.caught(format, error);
  }
}
