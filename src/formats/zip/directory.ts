import type { ByteSource } from '../../sources/byte-source.ts';
import type { DirectoryView } from './end.ts';
import type { Notes } from './notes.ts';
import { u32 } from '../../codecs/little-endian.ts';
import { CENTRAL, CENTRAL_LENGTH, type CentralHeader, readCentral } from './records.ts';
import type { ZipDirectory } from './structure.ts';

const WINDOW = 1024 * 1024;
/** Names are kept in memory: together no more than this. */
const MOST_NAME_BYTES = 64 * 1024 * 1024;

/** Counts members over all directories and hidden local headers, against `zip.entries`. */
export class Census {
  count = 0;
  private names = 0;
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  /** True once members were left out, so that what covers a byte is no longer known. */
  full = false;

  /** False once the next one is too many to keep. */
  admits(nameLength: number): boolean {
    this.count++;
    this.names += nameLength;
    this.full ||= this.count > this.most || this.names > MOST_NAME_BYTES;
    return !this.full;
  }
}

export interface ReadDirectory extends ZipDirectory {
  readonly headers: readonly CentralHeader[];
}

/** Reads every record of a central directory up to its end record, whatever count and size that record gives. */
export async function readDirectory(
  source: ByteSource,
  view: DirectoryView,
  context: { readonly census: Census; readonly notes: Notes; readonly signal: AbortSignal | undefined },
): Promise<ReadDirectory> {
  const { start, end, shift } = view;
  const { notes, census, signal } = context;
  const headers: CentralHeader[] = [];
  let at = start;
  let bytes: Uint8Array = new Uint8Array(0);
  let base = at;
  let entries = 0;
  while (at + CENTRAL_LENGTH <= end.directoryEnd) {
    let header = u32(bytes, at - base) === CENTRAL ? readCentral(bytes, at - base, base) : undefined;
    if (header === undefined && base + bytes.length < end.directoryEnd) {
      signal?.throwIfAborted();
      base = at;
      bytes = await source.read(at, Math.min(WINDOW, end.directoryEnd - at), signal);
      header = u32(bytes, 0) === CENTRAL ? readCentral(bytes, 0, base) : undefined;
    }
    if (header === undefined) break;
    entries++;
    if (census.admits(header.rawName.length)) headers.push(header);
    at += header.length;
  }
  const where = { offset: end.offset };
  if (census.full)
    notes.note('zip.entries', `more members than the limit zip.entries allows to keep: ${census.count} are named`, {
      offset: start,
      stops: true,
    });
  if (at < start + end.size || (at < end.directoryEnd && at - start !== end.size)) {
    notes.note(
      'zip.directory-broken',
      'the central directory breaks off: what follows in its place is not a directory record',
      { offset: at, stops: true },
    );
  } else if (at - start > end.size) {
    notes.note(
      'zip.directory-size',
      `the end record says the central directory has ${end.size} bytes, but its records go on to ${at - start}`,
      where,
    );
  }
  // Writers without zip64 wrap the count at 65,536.
  if (entries !== end.entries && (end.zip64 || entries % 65_536 !== end.entries)) {
    notes.note(
      'zip.entry-count',
      `the end record counts ${end.entries} members, but the central directory lists ${entries}: readers that go by the count see others than readers that go by the directory`,
      where,
    );
  }
  return { headers, offset: start, length: at - start, entries, endOffset: end.offset, shift };
}
