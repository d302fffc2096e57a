import { InputError } from '../../core/errors.ts';
import type { ByteSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import type { Notes } from '../notes.ts';
import { BLOCK, type Header, isZero, readHeader, text } from './header.ts';
import { type Pax, parsePax } from './pax.ts';
import type { TarKind } from './structure.ts';

/** A member as a loader sees it, with what its header itself says. */
export interface Member {
  readonly header: Header;
  readonly name: string;
  readonly target: string;
  readonly kind: TarKind;
  /** Of the header, of the content, and the content's length in the archive. */
  readonly offset: number;
  readonly data: number;
  readonly size: number;
  readonly sparse: boolean;
  /** Of a sparse file: bytes that it takes once its holes are read as zeros. */
  readonly realSize?: number;
}

export interface End {
  /** Where the blocks that end the archive begin; absent where they are missing. */
  readonly zeros?: number;
  readonly at: number;
}

const padded = (size: number): number => Math.ceil(size / BLOCK) * BLOCK;
const MOST_SPARSE_BLOCKS = 10_000;

/** Reads header after header, up to two blocks of zeros, the end, or what is no header. */
export async function* readMembers(
  source: ByteSource,
  context: ReadContext,
  notes: Notes,
): AsyncGenerator<Member, End> {
  let pending: { pax?: Pax; name?: string; target?: string } = {};
  let global: Pax = {};
  for (let at = 0; ; ) {
    context.signal?.throwIfAborted();
    const block = await source.read(at, BLOCK, context.signal);
    if (block.length === 0) return { at };
    if (block.length < BLOCK) {
      if (!isZero(block))
        notes.note('tar.truncated', () => 'the archive ends inside a header', { offset: at, stops: true });
      return { at };
    }
    if (isZero(block)) return { zeros: at, at };
    const header = soundHeader(block, at, notes);
    if (header === undefined) return { at };
    const data = at + BLOCK;
    if ('xgXLK'.includes(header.type)) {
      const bytes = await extra(source, header, data, context);
      if (header.type === 'L') pending.name = text(bytes, 0, bytes.length);
      else if (header.type === 'K') pending.target = text(bytes, 0, bytes.length);
      else if (header.type === 'g') global = { ...global, ...parsePax(bytes) };
      else pending.pax = { ...pending.pax, ...parsePax(bytes) };
      at = data + padded(header.size);
      continue;
    }
    const pax = { ...global, ...pending.pax };
    const kind = kindOf(header);
    const start = data + (header.sparse?.extended === true ? await sparseBlocks(source, data, context) : 0);
    const size = contentSize(header, pax, kind);
    const realSize = pax.realSize ?? header.sparse?.realSize;
    yield {
      header,
      name: pax.path ?? pending.name ?? header.name,
      target: pax.linkpath ?? pending.target ?? header.target,
      kind,
      offset: at,
      data: start,
      size,
      sparse: header.sparse !== undefined || pax.sparse === true,
      ...(realSize === undefined ? {} : { realSize }),
    };
    pending = {};
    at = start + padded(size);
  }
}

/** Undefined where the archive cannot go on: the block is no header. */
function soundHeader(block: Uint8Array, offset: number, notes: Notes): Header | undefined {
  try {
    const header = readHeader(block);
    if (header.sound) return header;
    if (header.dialect === 'v7' || offset > 0) {
      notes.note('tar.checksum', () => 'a header has a wrong checksum: most readers end the archive here', {
        offset,
        stops: true,
      });
      // The first block is read all the same; further on nobody knows whether this is a header.
      return header.dialect === 'v7' ? undefined : header;
    }
    notes.note('tar.checksum', () => 'the first header has a wrong checksum', { offset });
    return header;
  } catch (error) {
    notes.caught('tar', error, offset);
    return undefined;
  }
}

/** A name or a pax header. @throws InputError */
async function extra(source: ByteSource, header: Header, data: number, context: ReadContext): Promise<Uint8Array> {
  const most = context.limits['tar.header'];
  if (header.size > most)
    throw new InputError('limit', `an extended header of ${header.size} bytes (tar.header)`, { offset: data });
  const bytes = await source.read(data, header.size, context.signal);
  if (bytes.length < header.size)
    throw new InputError('truncated', 'the archive ends inside an extended header', { offset: data });
  return bytes;
}

/** Bytes of the blocks that list more pieces of an old GNU sparse file. */
async function sparseBlocks(source: ByteSource, from: number, context: ReadContext): Promise<number> {
  for (let count = 1; count <= MOST_SPARSE_BLOCKS; count++) {
    const block = await source.read(from + (count - 1) * BLOCK, BLOCK, context.signal);
    if (block.length < BLOCK)
      throw new InputError('truncated', 'the archive ends inside a sparse header', { offset: from });
    if (block[504] === 0) return count * BLOCK;
  }
  throw new InputError('limit', `a sparse file of more than ${MOST_SPARSE_BLOCKS} headers`, { offset: from });
}

/** Links, folders and devices have no content, whatever their size says; hard links may, in pax. */
function contentSize(header: Header, pax: Pax, kind: TarKind): number {
  if (kind === 'symlink' || kind === 'hardlink' || kind === 'folder' || kind === 'device') return 0;
  return pax.size ?? header.size;
}

function kindOf({ type, name }: Header): TarKind {
  switch (type) {
    case '\0':
    case '0':
    case '7':
    case 'S':
      // V7 wrote folders as files whose names end in a slash.
      return name.endsWith('/') && type !== 'S' ? 'folder' : 'file';
    case '1':
      return 'hardlink';
    case '2':
      return 'symlink';
    case '3':
    case '4':
    case '6':
      return 'device';
    case '5':
    case 'D':
      return 'folder';
    default:
      return 'other';
  }
}
