import { InputError } from '../../core/errors.ts';

/** What a pax header says of the next member, or of all that follow (POSIX.1-2001 pax interchange format). */
export interface Pax {
  readonly path?: string;
  readonly linkpath?: string;
  readonly size?: number;
  /** True where it is a sparse file of GNU tar, whose content begins with a list of its pieces. */
  readonly sparse?: boolean;
  /** Of a sparse file: its size with holes. */
  readonly realSize?: number;
}

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
const MOST_RECORDS = 1000;

/** Records of the form `length key=value\n`. @throws InputError `malformed` */
export function parsePax(bytes: Uint8Array): Pax {
  const found: { -readonly [K in keyof Pax]: Pax[K] } = {};
  for (let at = 0, records = 0; at < bytes.length && bytes[at] !== 0; records++) {
    if (records > MOST_RECORDS) throw new InputError('limit', `a pax header of more than ${MOST_RECORDS} records`);
    const space = bytes.indexOf(0x20, at);
    const digits = space < 0 || space - at > 8 ? '' : UTF8.decode(bytes.subarray(at, space));
    const length = /^\d+$/.test(digits) ? Number(digits) : 0;
    if (length < digits.length + 3 || at + length > bytes.length)
      throw new InputError('malformed', 'a pax header whose lengths do not add up');
    const record = UTF8.decode(bytes.subarray(space + 1, at + length - 1));
    const equals = record.indexOf('=');
    const [key, value] = [record.slice(0, equals), record.slice(equals + 1)];
    at += length;
    if (key === 'path' || key === 'GNU.sparse.name') found.path = value;
    else if (key === 'linkpath') found.linkpath = value;
    else if (key === 'size') found.size = sizeOf(value);
    else if (key.startsWith('GNU.sparse.')) {
      found.sparse = true;
      if (key === 'GNU.sparse.realsize' || key === 'GNU.sparse.size') found.realSize = sizeOf(value);
    }
  }
  return found;
}

function sizeOf(value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new InputError('malformed', 'a pax header with a size that is no number');
  return Number(value);
}
