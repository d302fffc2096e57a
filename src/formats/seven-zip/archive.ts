import { crc32 } from 'node:zlib';
import type { Expansion } from '../../codecs/expansion.ts';
import { ExpandedSource } from '../../codecs/expanded-source.ts';
import { InputError } from '../../core/errors.ts';
import { type ByteSource, rangeSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import type { Notes } from '../notes.ts';
import { Cursor } from './cursor.ts';
import { type File, readFiles } from './files.ts';
import { codecOf, isEncrypted } from './methods.ts';
import { type Folder, ID, readStreams, type Streams, sizeOf } from './streams.ts';

const START = 32;

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Archive {
  readonly streams: Streams;
  readonly files: readonly File[];
  readonly headerEncoded: boolean;
  /** Bytes that the archive accounts for. */
  readonly spans: readonly Span[];
}

const NOTHING: Streams = { packAt: 0, packSizes: [], folders: [] };

/** Finds and reads the header at the end, unpacking it as often as it is packed. @throws InputError */
export async function readArchive(
  source: ByteSource,
  context: ReadContext,
  notes: Notes,
  expansion: Expansion,
): Promise<Archive> {
  const start = await source.read(0, START, context.signal);
  if (start.length < START) throw new InputError('truncated', 'the file ends inside its first header');
  const view = new DataView(start.buffer, start.byteOffset, START);
  if (crc32(start.subarray(12)) !== view.getUint32(8, true))
    notes.note('seven-zip.checksum', () => 'the checksum of the first header is wrong', { offset: 8 });
  const offset = START + Number(view.getBigUint64(12, true));
  const size = Number(view.getBigUint64(20, true));
  const spans: Span[] = [{ start: 0, end: START }];
  if (size === 0) return { streams: NOTHING, files: [], headerEncoded: false, spans };
  const most = context.limits['seven-zip.header'];
  if (size > most) throw new InputError('limit', `a header of ${size} bytes (seven-zip.header)`, { offset: 12 });
  let bytes = await source.read(offset, size, context.signal);
  if (bytes.length < size) throw new InputError('truncated', 'the file ends before its header', { offset: 12 });
  spans.push({ start: offset, end: offset + size });
  if (crc32(bytes) !== view.getUint32(28, true))
    notes.note('seven-zip.checksum', () => 'the checksum of the header is wrong', { offset });
  let headerEncoded = false;
  // 7-Zip packs the header once; more often is allowed.
  for (let layers = 0; bytes[0] === ID.encodedHeader; layers++) {
    if (layers >= 4) throw new InputError('limit', 'a header that is packed more than four times', { offset });
    headerEncoded = true;
    const cursor = new Cursor(bytes);
    cursor.u8();
    const streams = readStreams(cursor, context.limits['seven-zip.entries']);
    spans.push(...packSpans(streams));
    bytes = await unpackHeader(source, streams, context, expansion);
  }
  const { streams, files } = readHeader(bytes, context.limits['seven-zip.entries']);
  spans.push(...packSpans(streams));
  return { streams, files, headerEncoded, spans };
}

function packSpans({ packAt, packSizes }: Streams): Span[] {
  let at = START + packAt;
  return packSizes.map((size) => {
    const span = { start: at, end: at + size };
    at += size;
    return span;
  });
}

async function unpackHeader(
  source: ByteSource,
  streams: Streams,
  context: ReadContext,
  expansion: Expansion,
): Promise<Uint8Array> {
  const [folder] = streams.folders;
  const [span] = packSpans(streams);
  if (folder === undefined || span === undefined) throw new InputError('malformed', 'a packed header without bytes');
  if (isEncrypted(folder))
    throw new InputError('unsupported', 'the archive is encrypted with its list of members: nothing can be said of it');
  if (sizeOf(folder) > context.limits['seven-zip.header'])
    throw new InputError('limit', `a header of ${sizeOf(folder)} bytes (seven-zip.header)`);
  const packed = rangeSource(source, span.start, span.end - span.start);
  const unpacked = new ExpandedSource(codecOf(folder, context.limits), packed, { size: Infinity, expansion });
  const { fault, size } = await unpacked.measured(context.signal);
  if (fault !== undefined) throw fault;
  return unpacked.read(0, size, context.signal);
}

function readHeader(bytes: Uint8Array, most: number): { streams: Streams; files: File[] } {
  const cursor = new Cursor(bytes);
  if (cursor.u8() !== ID.header) throw new InputError('malformed', 'no header begins where one should');
  let streams = NOTHING;
  let files: File[] = [];
  for (let id = cursor.u8(); id !== ID.end; id = cursor.u8()) {
    if (id === ID.mainStreams) streams = readStreams(cursor, most);
    else if (id === ID.additionalStreams) readStreams(cursor, most);
    else if (id === ID.files) files = readFiles(cursor, most);
    else if (id === ID.archiveProperties) skipProperties(cursor);
    else throw new InputError('malformed', `an unknown property ${id} in the header`);
  }
  return { streams, files };
}

function skipProperties(cursor: Cursor): void {
  while (cursor.u8() !== ID.end) cursor.take(cursor.number());
}

/** The packed bytes of each folder, in order. A folder may have several streams. */
export function* packedFolders({ streams }: Archive): Generator<{ folder: Folder; span: Span | undefined }> {
  const spans = packSpans(streams);
  let at = 0;
  for (const folder of streams.folders) {
    yield { folder, span: spans[at] };
    at += folder.packed.length;
  }
}
