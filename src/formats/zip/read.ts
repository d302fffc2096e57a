import { InputError } from '../../core/errors.ts';
import { type ByteSource, rangeSource } from '../../sources/byte-source.ts';
import { startsAsFile } from '../embedded.ts';
import type { ReadContext, Role } from '../format.ts';
import { type Archive, readArchive } from './archive.ts';
import { emitAside } from './aside.ts';
import { dataOf } from './data.ts';
import { compressedSizeOf, crcOf, type Entry, flagsOf, isFolder, isSymlink, LEAD, sizeOf } from './entry.ts';
import { Expansion } from '../../codecs/expansion.ts';
import { decodeName } from './names.ts';
import { Notes } from './notes.ts';
import { FLAG } from './records.ts';
import type { TorchRecords, ZipMember, ZipStructure } from './structure.ts';
import { isStorage, type Recognised, readRecord, recognise, recordOf } from './torch.ts';

/** Nothing, deflated: how Python writes a folder into a compressed archive. */
const EMPTY_DEFLATED = 2;

/** @throws InputError where there is nothing of an archive */
export async function readZip(source: ByteSource, context: ReadContext): Promise<ZipStructure> {
  if (source.size < 4) throw new InputError('truncated', 'the file is too short for an archive');
  const notes = new Notes((anomaly) => context.anomaly(anomaly));
  const archive = await readArchive(source, context, notes);
  if (archive.entries.length === 0 && archive.end === undefined)
    throw new InputError('malformed', 'no member and no directory of an archive is here');
  const structure = await emit(archive, source, context, notes);
  notes.summarise();
  return structure;
}

async function emit(archive: Archive, source: ByteSource, context: ReadContext, notes: Notes): Promise<ZipStructure> {
  const { entries, directories, loose, end, memberCount } = archive;
  const recognised = recognise(entries);
  const reading = {
    source,
    notes,
    expansion: new Expansion(context.limits, context.allowance, source.size),
    signal: context.signal,
    limits: context.limits,
  };
  const members: ZipMember[] = [];
  const storages = { count: 0, bytes: 0 };
  const torch: { -readonly [K in keyof TorchRecords]: TorchRecords[K] } = {};
  const pending = [...loose];
  const emitLoose = (before: number): void => {
    for (let span = pending[0]; span !== undefined && span.start < before; span = pending[0]) {
      pending.shift();
      context.part({
        role: 'tail',
        name: `(${span.where} at ${span.start})`,
        source: rangeSource(source, span.start, span.end - span.start),
        offset: span.start,
      });
    }
  };
  for (const entry of entries) {
    context.signal?.throwIfAborted();
    emitLoose(entry.offset);
    if (isStorage(entry, recognised)) {
      storages.count++;
      storages.bytes += sizeOf(entry);
      members.push(memberOf(entry, 'storage'));
      emitSuspect(entry, source, context);
      continue;
    }
    const folder = isFolder(entry) && sizeOf(entry) === 0 && compressedSizeOf(entry) <= EMPTY_DEFLATED;
    const sources = folder ? [] : await dataOf(entry, reading);
    for (const data of sources) {
      const role = roleOf(entry.name, recognised);
      context.part({ role, name: entry.name, source: data, offset: entry.local?.dataOffset ?? entry.offset });
    }
    const record = recordOf(entry.name, recognised);
    if (record !== undefined && sources[0] !== undefined) torch[record] ??= await recordText(sources[0], context);
    members.push(memberOf(entry, sources.length > 0 ? 'part' : 'none'));
  }
  emitLoose(Infinity);
  await emitAside(entries, end, source, context, notes);
  const lengthOf = (where: string): number =>
    loose.filter((span) => span.where === where).reduce((sum, span) => sum + span.end - span.start, 0);
  return {
    format: 'zip',
    ...described(recognised, torch),
    members,
    memberCount,
    directories: directories.map(({ offset, length, entries: count, endOffset, shift }) => ({
      offset,
      length,
      entries: count,
      endOffset,
      shift,
    })),
    prefixLength: lengthOf('prefix'),
    suffixLength: lengthOf('suffix'),
    commentLength: end?.commentLength ?? 0,
    zip64: end?.zip64 ?? false,
    storages,
  };
}

/**
 * TorchScript's own code, and the table of operators that its interpreter for phones runs instead, by where the archive
 * keeps them: content alone cannot tell them from Python and from other pickles.
 */
function roleOf(name: string, { flavour, root }: Recognised): Role {
  if (flavour !== 'torchscript') return 'member';
  if (name === `${root ?? ''}/bytecode.pkl`) return 'torchscript-bytecode';
  return name.startsWith(`${root ?? ''}/code/`) && name.endsWith('.py') ? 'torchscript-code' : 'member';
}

/** Numbers of a tensor that begin like a pickle, an archive or a program: for whoever can tell whether they are one. */
function emitSuspect(entry: Entry, source: ByteSource, context: ReadContext): void {
  const offset = entry.local?.dataOffset;
  const head = entry.lead;
  if (offset === undefined || head === undefined || sizeOf(entry) < LEAD || !startsAsFile(head)) return;
  context.part({ role: 'storage', name: entry.name, source: rangeSource(source, offset, sizeOf(entry)), offset });
}

function described(
  { flavour, root }: Recognised,
  torch: TorchRecords,
): Pick<ZipStructure, 'flavour' | 'root' | 'torch'> {
  return { ...(flavour === undefined ? {} : { flavour }), ...(root === undefined ? {} : { root, torch }) };
}

async function recordText(source: ByteSource, { signal }: ReadContext): Promise<string> {
  try {
    return await readRecord(source, signal);
  } catch (fault) {
    if (fault instanceof InputError) return '';
    throw fault;
  }
}

function memberOf(entry: Entry, reading: ZipMember['reading']): ZipMember {
  const { central, local, name } = entry;
  const other =
    central !== undefined && local !== undefined && local.rawName !== central.rawName
      ? decodeName(local.rawName, local.flags).name
      : undefined;
  const dataOffset = local?.dataOffset;
  return {
    name,
    ...(other === undefined ? {} : { localName: other }),
    ...(entry.nameSound
      ? {}
      : { rawNameHex: Buffer.from((central ?? local)?.rawName ?? '', 'latin1').toString('hex') }),
    listed: central === undefined ? 'local' : local === undefined ? 'directory' : 'both',
    method: central?.method ?? local?.method ?? 0,
    flags: flagsOf(entry),
    crc: crcOf(entry),
    compressedSize: compressedSizeOf(entry),
    size: sizeOf(entry),
    offset: entry.offset,
    ...(dataOffset === undefined ? {} : { dataOffset }),
    directory: isFolder(entry),
    encrypted: (flagsOf(entry) & (FLAG.encrypted | FLAG.strong)) !== 0,
    symlink: isSymlink(entry),
    reading,
  };
}
