import { ExpandedSource } from '../../codecs/expanded-source.ts';
import { Expansion } from '../../codecs/expansion.ts';
import { InputError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import { type ByteSource, rangeSource } from '../../sources/byte-source.ts';
import { pathDanger, sameFileKey } from '../archive-names.ts';
import type { ReadContext } from '../format.ts';
import { Notes } from '../notes.ts';
import { type Archive, packedFolders, readArchive, type Span } from './archive.ts';
import type { File } from './files.ts';
import { codecOf, isEncrypted, methodName } from './methods.ts';
import type { SevenZipStructure } from './structure.ts';
import type { Folder } from './streams.ts';

const MOST_NAME = 4096;
export async function readSevenZip(source: ByteSource, context: ReadContext): Promise<SevenZipStructure> {
  const notes = new Notes(context);
  const expansion = new Expansion(context.limits, context.allowance, source.size);
  const archive = await readArchive(source, context, notes, expansion);
  const { streams, files, headerEncoded } = archive;
  noteNames(files, notes);
  const sizes = await emitMembers(archive, source, { context, notes, expansion });
  await emitOutside(archive.spans, source, context, notes);
  notes.finish();
  return {
    format: 'seven-zip',
    members: files.map((file, i) => ({
      name: file.name.slice(0, MOST_NAME),
      size: sizes.get(i) ?? 0,
      kind: file.kind,
    })),
    methods: [...new Set(streams.folders.flatMap(({ coders }) => coders.map(methodName)))],
    headerEncoded,
  };
}

const quoted = (name: string): string => `'${printable(name, 120)}'`;

function noteNames(files: readonly File[], notes: Notes): void {
  const seen = new Map<string, string>();
  for (const { name, kind } of files) {
    const danger = pathDanger(name);
    if (danger !== undefined) notes.note('seven-zip.path-traversal', () => `the name ${quoted(name)} ${danger}`);
    if (kind === 'symlink')
      notes.note('seven-zip.link', () => `${quoted(name)} is a symbolic link: an unpacker may write through it`);
    const key = sameFileKey(name);
    const other = seen.get(key);
    if (other === undefined) seen.set(key, name);
    else if (other === name)
      notes.note(
        'seven-zip.duplicate-name',
        () => `the name ${quoted(name)} is given to two members: loaders differ in which they read`,
      );
    else
      notes.note(
        'seven-zip.similar-name',
        () => `${quoted(other)} and ${quoted(name)} are one name to a system that ignores case, slashes or './'`,
      );
  }
}

interface Reading {
  readonly context: ReadContext;
  readonly notes: Notes;
  readonly expansion: Expansion;
}

/** Hands out every member; returns the sizes of the files by their place in the list. */
async function emitMembers(archive: Archive, source: ByteSource, reading: Reading): Promise<Map<number, number>> {
  const withBytes = archive.files.map((file, index) => ({ file, index })).filter(({ file }) => file.hasStream);
  const sizes = new Map<number, number>();
  let next = 0;
  for (const { folder, span } of packedFolders(archive)) {
    const unpacked = await unpack(folder, span, source, reading);
    let at = 0;
    for (const { size } of folder.members) {
      const { file, index } = withBytes[next++] ?? { file: undefined, index: -1 };
      sizes.set(index, size);
      const name = file?.name ?? `(member ${next})`;
      const offset = span?.start ?? 0;
      if (unpacked !== undefined && at < unpacked.size)
        reading.context.part({ role: 'member', name, source: rangeSource(unpacked, at, size), offset });
      at += size;
    }
  }
  if (next < withBytes.length)
    reading.notes.note('seven-zip.malformed', () => `${withBytes.length - next} members are listed without bytes`, {
      stops: true,
    });
  return sizes;
}

/** A folder's bytes as far as they come out; undefined where none do. */
async function unpack(
  folder: Folder,
  span: Span | undefined,
  source: ByteSource,
  { context, notes, expansion }: Reading,
): Promise<ByteSource | undefined> {
  const where = span === undefined ? {} : { offset: span.start };
  if (isEncrypted(folder)) {
    notes.note('seven-zip.encrypted', () => 'members are encrypted: nothing can be said of their contents', {
      ...where,
      stops: true,
    });
    return undefined;
  }
  try {
    if (span === undefined) throw new InputError('malformed', 'a folder without packed bytes');
    if (span.end > source.size) throw new InputError('truncated', 'packed bytes beyond the end of the file');
    const packed = rangeSource(source, span.start, span.end - span.start);
    const unpacked = new ExpandedSource(codecOf(folder, context.limits), packed, { size: Infinity, expansion });
    const { fault, size, crc } = await unpacked.measured(context.signal);
    const claimed = folder.members.reduce((sum, member) => sum + member.size, 0);
    const [only, ...others] = folder.members;
    if (fault?.message.includes('expanded.bytes') === true)
      notes.note('seven-zip.expanded', () => fault.message, { ...where, stops: true });
    else if (fault !== undefined) notes.caught('seven-zip', fault);
    else if (size < claimed)
      notes.note('seven-zip.truncated', () => `${size} bytes come out where ${claimed} are claimed`, {
        ...where,
        stops: true,
      });
    else if (others.length === 0 && only?.crc !== undefined && only.crc !== crc)
      notes.note('seven-zip.checksum', () => 'the checksum of a member does not match it', where);
    return size > 0 ? unpacked : undefined;
  } catch (error) {
    notes.caught('seven-zip', error);
    return undefined;
  }
}

/** Bytes between and behind what the archive accounts for. */
async function emitOutside(
  spans: readonly Span[],
  source: ByteSource,
  context: ReadContext,
  notes: Notes,
): Promise<void> {
  let at = 0;
  const ordered = [...spans.toSorted((a, b) => a.start - b.start), { start: source.size, end: source.size }];
  for (const { start, end } of ordered) {
    if (start > at && at < source.size) {
      const [from, length] = [at, Math.min(start, source.size) - at];
      const where = start >= source.size ? 'tail' : 'gap';
      notes.note(`seven-zip.${where}`, () => `${length} bytes that belong to no member`, { offset: from, length });
      context.part({
        role: 'tail',
        name: `(${where} at ${from})`,
        source: rangeSource(source, from, length),
        offset: from,
      });
    }
    at = Math.max(at, end);
  }
}
