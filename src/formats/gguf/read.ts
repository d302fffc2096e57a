import { type ByteSource, rangeSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import { Notes } from '../notes.ts';
import { emitSuspects } from '../tensor-suspects.ts';
import type { TensorTable } from '../tensor-table.ts';
import { WindowCursor } from '../window-cursor.ts';
import { checkCoverage } from './coverage.ts';
import { countBytes, type Input, takeCount } from './input.ts';
import { alignmentOf, readMetadata } from './metadata.ts';
import { ALIGNMENT_DEFAULT, type GgufEntry, type GgufStructure } from './structure.ts';
import { readTensors, TensorInfos } from './tensors.ts';

const MAGIC = 0x46554747; // "GGUF", the same bytes in either byte order

type Draft = { -readonly [K in keyof GgufStructure]: GgufStructure[K] } & { metadata: GgufEntry[] };

/**
 * Reads the header of GGUF version 1 to 3 (ggml, docs/gguf.md) front to back through a window: key-value pairs, then
 * tensor infos. Long arrays are walked, not kept; of the tensors' bytes the first few are looked at. Chat templates, gaps and trailing
 * bytes become parts.
 */
export async function readGguf(source: ByteSource, context: ReadContext): Promise<GgufStructure> {
  const notes = new Notes(context);
  const cursor = new WindowCursor(source, context.signal);
  const draft: Draft = {
    format: 'gguf',
    version: 0,
    endianness: 'little',
    metadata: [],
    metadataCount: 0,
    tensorCount: 0,
    tensors: new TensorInfos().table.build(),
    parameterCount: 0,
    alignment: ALIGNMENT_DEFAULT,
    dataStart: 0,
  };
  try {
    if (await readVersion(cursor, notes, draft)) await readBody(source, context, notes, cursor, draft);
    else unread(source, context, 8);
  } catch (error) {
    notes.caught('gguf', error);
    unread(source, context, cursor.at);
  }
  notes.finish();
  return draft;
}

async function readVersion(cursor: WindowCursor, notes: Notes, draft: Draft): Promise<boolean> {
  await cursor.need(8);
  if (cursor.u32() !== MAGIC) {
    notes.note('gguf.magic', () => 'the file does not begin with "GGUF"', { offset: 0, length: 4, stops: true });
    return false;
  }
  const version = cursor.u32();
  // A big-endian version reads as a multiple of 2^16; llama.cpp tells the byte order the same way.
  if ((version & 0xffff) === 0 && version !== 0) {
    cursor.littleEndian = false;
    draft.endianness = 'big';
  }
  draft.version = cursor.littleEndian ? version : swap(version);
  if (draft.version < 1 || draft.version > 3) {
    const message = () => `version ${draft.version} is not one of 1, 2 and 3`;
    notes.note('gguf.version', message, { offset: 4, length: 4, stops: true });
    return false;
  }
  if (!cursor.littleEndian && draft.version < 3) {
    const message = () => `big-endian, which version ${draft.version} does not have`;
    notes.note('gguf.endianness', message, { offset: 4, length: 4 });
  }
  return true;
}

async function readBody(source: ByteSource, context: ReadContext, notes: Notes, cursor: WindowCursor, draft: Draft) {
  const textLeft = context.limits['gguf.string'];
  const input: Input = { source, context, notes, cursor, wide: draft.version > 1, textLeft };
  await cursor.need(2 * countBytes(input));
  draft.tensorCount = takeCount(input);
  draft.metadataCount = takeCount(input);
  checkCounts(input, draft);

  const infos = new TensorInfos();
  let complete = false;
  try {
    complete = await readMetadata(input, draft.metadataCount, draft.metadata);
    draft.alignment = alignmentOf(input, draft.metadata);
    complete = complete && (await readTensors(input, draft.tensorCount, infos));
  } finally {
    // Where the header breaks off, offsets stay relative to data whose beginning is not known.
    const headerEnd = cursor.at;
    if (complete) draft.dataStart = Math.ceil(headerEnd / draft.alignment) * draft.alignment;
    draft.tensors = shifted(infos.table.build(), draft.dataStart);
    draft.parameterCount = infos.parameters;
    if (complete) {
      await checkPadding(input, headerEnd, draft.dataStart);
      checkCoverage(input, draft.tensors, infos.unsized, headerEnd, draft.dataStart, draft.alignment);
      await emitSuspects(draft.tensors, source, context);
    }
  }
}

/** Counts that the file cannot hold are told before anything is looped over. What there is is read all the same. */
function checkCounts(input: Input, draft: Draft): void {
  const { cursor, notes } = input;
  const width = countBytes(input);
  const note = (what: string, count: number, least: number) => {
    const message = () =>
      `${count} ${what} are claimed, of at least ${least} bytes each; the file has ${cursor.left} left`;
    notes.note('gguf.count', message, { offset: 8, length: 2 * width, stops: true });
  };
  // A key's length, a type and one byte; a name's length, dimensions, type and offset.
  if (draft.metadataCount * (width + 5) > cursor.left) note('metadata entries', draft.metadataCount, width + 5);
  if (draft.tensorCount * (width + 16) > cursor.left) note('tensors', draft.tensorCount, width + 16);
}

/** The bytes from the header to the data are zero; others are told. At most one window is looked at. */
async function checkPadding(input: Input, from: number, to: number): Promise<void> {
  const length = Math.min(to, input.source.size) - from;
  if (length <= 0 || length > 65_536) return;
  const bytes = await input.source.read(from, length, input.context.signal);
  if (bytes.every((byte) => byte === 0)) return;
  const message = () => `${length} bytes of padding between the header and the data are not zero`;
  input.notes.note('gguf.padding', message, { offset: from, length });
}

/** What could not be read as GGUF may be something else. */
function unread(source: ByteSource, context: ReadContext, offset: number): void {
  const length = source.size - offset;
  if (length <= 0) return;
  context.part({ role: 'tail', name: 'unread', source: rangeSource(source, offset, length), offset });
}

/** In place: a million tensors are not copied. */
function shifted(table: TensorTable, by: number): TensorTable {
  for (const column of [table.begin, table.end]) {
    for (let i = 0; i < column.length; i++) column[i] = (column[i] ?? 0) + by;
  }
  return table;
}

function swap(value: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, value, true);
  return view.getUint32(0, false);
}
