import { isUtf8 } from 'node:buffer';
import { type ByteSource, rangeSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import { embeddedInPieces, embeddedInText } from '../embedded.ts';
import { Notes } from '../notes.ts';
import { emitSuspects } from '../tensor-suspects.ts';
import { TensorTableBuilder } from '../tensor-table.ts';
import { checkCoverage } from './coverage.ts';
import { type Header, readHeader } from './header.ts';
import type { SafetensorsStructure } from './structure.ts';

/** Bytes before the header: its length, an unsigned little-endian 64-bit integer. */
const PREFIX = 8;

/**
 * Reads the header, at most `safetensors.header` bytes, and checks it against the size of the file: of the tensors' bytes
 * the first few are looked at, in a remote file those of tensors of bytes. Gaps and bytes after the last tensor are emitted as parts, for another format may hide there.
 */
export async function readSafetensors(source: ByteSource, context: ReadContext): Promise<SafetensorsStructure> {
  const notes = new Notes(context);
  const bytes = await headerBytes(source, context, notes);
  if (bytes === undefined) {
    notes.finish();
    return structure(0, source.size, emptyHeader());
  }
  const dataStart = PREFIX + bytes.length;
  const header = emptyHeader();
  try {
    readHeader(bytes, PREFIX, header, { notes, context, dataStart });
    afterHeader(bytes, header.end, source, context, notes);
  } catch (error) {
    notes.caught('safetensors', error, PREFIX);
  }
  const result = structure(bytes.length, source.size - dataStart, header);
  checkCoverage(result.tensors, header, source, dataStart, context, notes);
  await emitSuspects(result.tensors, source, context);
  for (const { key, value } of header.metadata) {
    const part = await embeddedInText(value, `metadata ${key}`, PREFIX);
    if (part !== undefined) context.part(part);
  }
  for (const part of await embeddedInPieces(header.metadata, PREFIX)) context.part(part);
  notes.finish();
  return result;
}

async function headerBytes(source: ByteSource, context: ReadContext, notes: Notes): Promise<Uint8Array | undefined> {
  const { signal, limits } = context;
  const prefix = await source.read(0, PREFIX, signal);
  if (prefix.length < PREFIX) {
    notes.note('safetensors.truncated', () => 'the file ends before the length of its header', {
      offset: 0,
      stops: true,
    });
    return undefined;
  }
  const length = new DataView(prefix.buffer, prefix.byteOffset, PREFIX).getBigUint64(0, true);
  const rest = source.size - PREFIX;
  const most = limits['safetensors.header'];
  if (length > BigInt(most) || length < 2n) {
    const why = length < 2n ? 'too few for a JSON object' : `the limit is ${most}`;
    const message = () => `the header claims ${length} bytes (${why}); the file has ${rest} after the length`;
    notes.note('safetensors.header-length', message, { offset: 0, length: PREFIX, stops: true });
    unread(source, context);
    return undefined;
  }
  if (length > BigInt(rest)) {
    const message = () => `the header claims ${length} bytes, but the file ends after ${rest}`;
    notes.note('safetensors.truncated', message, { offset: PREFIX, stops: true });
    unread(source, context);
    return undefined;
  }
  const bytes = await source.read(PREFIX, Number(length), signal);
  if (bytes[0] !== 0x7b) {
    notes.note('safetensors.header-start', () => 'the header does not begin with "{"', { offset: PREFIX });
  }
  if (!isUtf8(bytes)) notes.note('safetensors.utf8', () => 'the header is not valid UTF-8', { offset: PREFIX });
  return bytes;
}

/** The specification allows spaces after the object, to align the data; other bytes there are a place to hide in. */
function afterHeader(bytes: Uint8Array, end: number, source: ByteSource, context: ReadContext, notes: Notes): void {
  let at = end;
  while (bytes[at] === 0x20) at++;
  if (at >= bytes.length) return;
  const [offset, length] = [PREFIX + at, bytes.length - at];
  notes.note('safetensors.header-padding', () => `${length} bytes after the header's object are not all spaces`, {
    offset,
    length,
  });
  context.part({ role: 'tail', name: 'after the header', source: rangeSource(source, offset, length), offset });
}

/** What could not be read as safetensors may be something else. */
function unread(source: ByteSource, context: ReadContext): void {
  const length = source.size - PREFIX;
  if (length <= 0) return;
  context.part({ role: 'tail', name: 'unread', source: rangeSource(source, PREFIX, length), offset: PREFIX });
}

function emptyHeader(): Header {
  return {
    tensors: new TensorTableBuilder(),
    tensorCount: 0,
    parameters: 0,
    metadata: [],
    metadataCount: 0,
    end: 0,
    complete: false,
  };
}

function structure(headerLength: number, dataBytes: number, header: Header): SafetensorsStructure {
  return {
    format: 'safetensors',
    headerLength,
    dataStart: PREFIX + headerLength,
    dataBytes: Math.max(0, dataBytes),
    parameterCount: header.parameters,
    tensorCount: header.tensorCount,
    tensors: header.tensors.build(),
    metadata: header.metadata,
    metadataCount: header.metadataCount,
  };
}
