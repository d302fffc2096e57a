import { InputError } from '../../core/errors.ts';
import type { Cursor } from './cursor.ts';

/** Property identifiers of 7zFormat.txt. */
export const ID = {
  end: 0,
  header: 1,
  archiveProperties: 2,
  additionalStreams: 3,
  mainStreams: 4,
  files: 5,
  pack: 6,
  unpack: 7,
  substreams: 8,
  size: 9,
  crc: 10,
  folder: 11,
  unpackSize: 12,
  unpackStreams: 13,
  emptyStream: 14,
  emptyFile: 15,
  names: 17,
  attributes: 21,
  encodedHeader: 23,
} as const;

export interface Coder {
  /** In hexadecimal. */
  readonly method: string;
  readonly properties: Uint8Array;
  readonly inputs: number;
  readonly outputs: number;
}

/** Packed bytes that go through one or more coders. */
export interface Folder {
  readonly coders: readonly Coder[];
  readonly binds: readonly { readonly input: number; readonly output: number }[];
  /** Inputs that are packed streams. */
  readonly packed: readonly number[];
  /** Bytes that each output gives. */
  readonly sizes: number[];
  crc?: number;
  /** Members in it, one after another. */
  members: { size: number; crc?: number }[];
}

export interface Streams {
  readonly packAt: number;
  readonly packSizes: readonly number[];
  readonly folders: readonly Folder[];
}

const MOST_CODERS = 32;

/** `StreamsInfo`, up to its end mark. @throws InputError */
export function readStreams(cursor: Cursor, most: number): Streams {
  let packAt = 0;
  let packSizes: number[] = [];
  let folders: Folder[] = [];
  for (;;) {
    const id = cursor.u8();
    if (id === ID.end) return { packAt, packSizes, folders };
    if (id === ID.pack) ({ packAt, packSizes } = readPack(cursor, most));
    else if (id === ID.unpack) folders = readFolders(cursor, most);
    else if (id === ID.substreams) readSubstreams(cursor, folders, most);
    else throw new InputError('malformed', `an unknown property ${id} in the header`);
  }
}

function readPack(cursor: Cursor, most: number): { packAt: number; packSizes: number[] } {
  const packAt = cursor.number();
  const count = cursor.count(most);
  let packSizes: number[] = [];
  for (let id = cursor.u8(); id !== ID.end; id = cursor.u8()) {
    if (id === ID.size) packSizes = Array.from({ length: count }, () => cursor.number());
    else if (id === ID.crc) readDigests(cursor, count);
    else throw new InputError('malformed', `an unknown property ${id} in the header`);
  }
  return { packAt, packSizes };
}

function readDigests(cursor: Cursor, count: number): (number | undefined)[] {
  return cursor.optionalBits(count).map((defined) => (defined ? cursor.u32() : undefined));
}

function readFolders(cursor: Cursor, most: number): Folder[] {
  if (cursor.u8() !== ID.folder) throw new InputError('malformed', 'the header lists no folders');
  const count = cursor.count(most);
  if (cursor.u8() !== 0) throw new InputError('unsupported', 'folders described in another stream');
  const folders = Array.from({ length: count }, () => readFolder(cursor));
  if (cursor.u8() !== ID.unpackSize) throw new InputError('malformed', 'the header gives no sizes');
  for (const { coders, sizes } of folders)
    for (const { outputs } of coders) for (let i = 0; i < outputs; i++) sizes.push(cursor.number());
  for (let id = cursor.u8(); id !== ID.end; id = cursor.u8()) {
    if (id !== ID.crc) throw new InputError('malformed', `an unknown property ${id} in the header`);
    for (const [i, crc] of readDigests(cursor, count).entries()) {
      const folder = folders[i];
      if (folder !== undefined && crc !== undefined) folder.crc = crc;
    }
  }
  for (const folder of folders) folder.members = [single(folder)];
  return folders;
}

const single = (folder: Folder): Folder['members'][number] =>
  folder.crc === undefined ? { size: sizeOf(folder) } : { size: sizeOf(folder), crc: folder.crc };

/** Bytes that come out in the end: of the output that goes into nothing. */
export function sizeOf({ sizes, binds }: Folder): number {
  return sizes.find((_, output) => !binds.some((bind) => bind.output === output)) ?? 0;
}

function readFolder(cursor: Cursor): Folder {
  const count = cursor.number();
  if (count < 1 || count > MOST_CODERS) throw new InputError('malformed', `a folder of ${count} coders`);
  const coders = Array.from({ length: count }, () => readCoder(cursor));
  const inputs = coders.reduce((sum, coder) => sum + coder.inputs, 0);
  const outputs = coders.reduce((sum, coder) => sum + coder.outputs, 0);
  const binds = Array.from({ length: outputs - 1 }, () => ({ input: cursor.number(), output: cursor.number() }));
  const free = inputs - binds.length;
  if (free < 1) throw new InputError('malformed', 'a folder that takes nothing in');
  const packed =
    free === 1
      ? Array.from({ length: inputs }, (_, i) => i).filter((i) => !binds.some(({ input }) => input === i))
      : Array.from({ length: free }, () => cursor.number());
  return { coders, binds, packed, sizes: [], members: [] };
}

function readCoder(cursor: Cursor): Coder {
  const flags = cursor.u8();
  if ((flags & 0xc0) !== 0) throw new InputError('unsupported', 'a coder with alternatives');
  const method = Buffer.from(cursor.take(flags & 15)).toString('hex');
  const inputs = (flags & 0x10) === 0 ? 1 : cursor.number();
  const outputs = (flags & 0x10) === 0 ? 1 : cursor.number();
  if (inputs > MOST_CODERS || outputs !== 1) throw new InputError('unsupported', 'a coder of many streams');
  const properties = (flags & 0x20) === 0 ? new Uint8Array(0) : cursor.take(cursor.number());
  return { method, properties, inputs, outputs };
}

function readSubstreams(cursor: Cursor, folders: readonly Folder[], most: number): void {
  let id = cursor.u8();
  let counts = folders.map(() => 1);
  if (id === ID.unpackStreams) {
    counts = folders.map(() => cursor.count(most));
    id = cursor.u8();
  }
  if (counts.reduce((sum, count) => sum + count, 0) > most)
    throw new InputError('limit', 'too many members (seven-zip.entries)');
  for (const [i, folder] of folders.entries()) {
    const count = counts[i] ?? 0;
    let left = sizeOf(folder);
    folder.members = Array.from({ length: count }, (_, k) => {
      const size = k < count - 1 && id === ID.size ? cursor.number() : left;
      left = Math.max(0, left - size);
      return { size };
    });
  }
  if (id === ID.size) id = cursor.u8();
  if (id === ID.crc) {
    const unknown = folders.flatMap((folder) =>
      folder.members.length === 1 && folder.crc !== undefined ? [] : folder.members,
    );
    for (const [i, crc] of readDigests(cursor, unknown.length).entries()) {
      const member = unknown[i];
      if (member !== undefined && crc !== undefined) member.crc = crc;
    }
    id = cursor.u8();
  }
  if (id !== ID.end) throw new InputError('malformed', `an unknown property ${id} in the header`);
  for (const folder of folders) {
    const [only] = folder.members;
    if (folder.members.length === 1 && only !== undefined && folder.crc !== undefined) only.crc = folder.crc;
  }
}
