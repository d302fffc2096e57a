import { InputError } from '../../core/errors.ts';
import type { Cursor } from './cursor.ts';
import { ID } from './streams.ts';

export interface File {
  readonly name: string;
  /** Has bytes in a folder. */
  readonly hasStream: boolean;
  readonly kind: 'file' | 'folder' | 'symlink';
}

const UTF16 = new TextDecoder('utf-16le');
const FOLDER = 0x10;
/** The upper half of the attributes is a Unix mode. */
const UNIX = 0x8000;
const MODE_KIND = 0xf000;
const MODE_LINK = 0xa000;

/** `FilesInfo`: names, which of them have no bytes, and attributes. @throws InputError */
export function readFiles(cursor: Cursor, most: number): File[] {
  const count = cursor.count(most);
  let names: string[] = [];
  let empty: boolean[] = [];
  let emptyFiles: boolean[] = [];
  let attributes: (number | undefined)[] = [];
  for (let id = cursor.number(); id !== ID.end; id = cursor.number()) {
    const length = cursor.number();
    const end = cursor.at + length;
    if (end > cursor.bytes.length) throw new InputError('truncated', 'the header ends early');
    if (id === ID.emptyStream) empty = cursor.bits(count);
    else if (id === ID.emptyFile) emptyFiles = cursor.bits(empty.filter(Boolean).length);
    else if (id === ID.names) names = readNames(cursor, end, count);
    else if (id === ID.attributes) attributes = readAttributes(cursor, count);
    cursor.at = end;
  }
  let emptyAt = 0;
  return Array.from({ length: count }, (_, i) => {
    const hasStream = empty[i] !== true;
    const attribute = attributes[i] ?? 0;
    const isFolder = (!hasStream && emptyFiles[emptyAt++] !== true) || (attribute & FOLDER) !== 0;
    const isLink = (attribute & UNIX) !== 0 && ((attribute >>> 16) & MODE_KIND) === MODE_LINK;
    return { name: names[i] ?? '', hasStream, kind: isLink ? 'symlink' : isFolder && !hasStream ? 'folder' : 'file' };
  });
}

function readNames(cursor: Cursor, end: number, count: number): string[] {
  if (cursor.u8() !== 0) throw new InputError('unsupported', 'names in another stream');
  const text = UTF16.decode(cursor.bytes.subarray(cursor.at, end));
  const names = text.split('\0', count + 1);
  if (names.length < count) throw new InputError('malformed', 'fewer names than members');
  return names.slice(0, count);
}

function readAttributes(cursor: Cursor, count: number): (number | undefined)[] {
  const defined = cursor.optionalBits(count);
  if (cursor.u8() !== 0) throw new InputError('unsupported', 'attributes in another stream');
  return defined.map((one) => (one ? cursor.u32() : undefined));
}
