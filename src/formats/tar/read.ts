import { InputError } from '../../core/errors.ts';
import { printable } from '../../core/printable.ts';
import { type ByteSource, rangeSource } from '../../sources/byte-source.ts';
import { pathDanger, sameFileKey } from '../archive-names.ts';
import type { ReadContext } from '../format.ts';
import { Notes } from '../notes.ts';
import { BLOCK, isHeader } from './header.ts';
import { type End, type Member, readMembers } from './members.ts';
import type { TarMember, TarStructure } from './structure.ts';

const MOST_NAME = 4096;
/** How many times its bytes a sparse file may take, and how many bytes more: disks of virtual machines have such holes. */
const SPARSE_RATIO = 1_000;
const SPARSE_BYTES = 1024 ** 3;

export async function readTar(source: ByteSource, context: ReadContext): Promise<TarStructure> {
  if (isHeader(await source.read(0, BLOCK, context.signal)) === undefined)
    throw new InputError('malformed', 'there is no header of an archive');
  const notes = new Notes(context);
  const members: TarMember[] = [];
  const seen = new Map<string, string>();
  const links = new Set<string>();
  let tailLength = 0;
  let memberCount = 0;
  try {
    const reading = readMembers(source, context, notes);
    let step = await reading.next();
    for (; step.done !== true; step = await reading.next()) {
      const member = step.value;
      if (++memberCount > context.limits['tar.entries']) {
        notes.note('tar.entries', () => `more than ${memberCount - 1} members (tar.entries)`, {
          offset: member.offset,
          stops: true,
        });
        break;
      }
      noteMember(member, seen, notes);
      noteThroughLink(member, links, notes);
      emit(member, source, context, notes);
      await emitSlack(member, source, context, notes);
      members.push(summary(member));
    }
    if (step.done === true) tailLength = await emitTail(step.value, source, context, notes);
  } catch (error) {
    notes.caught('tar', error);
  }
  notes.finish();
  const flavour = flavourOf(members);
  return { format: 'tar', ...(flavour === undefined ? {} : { flavour }), members, memberCount, tailLength };
}

const quoted = (name: string): string => `'${printable(name, 120)}'`;

function noteMember(member: Member, seen: Map<string, string>, notes: Notes): void {
  const { name, header, kind, offset, target } = member;
  const danger = pathDanger(name);
  if (danger !== undefined) notes.note('tar.path-traversal', () => `the name ${quoted(name)} ${danger}`, { offset });
  // A header holds a hundred bytes: a long name is cut there, or made up by the writer.
  if (header.name !== name && !isCut(header.name, name))
    notes.note(
      'tar.name-mismatch',
      () =>
        `the header names a member ${quoted(header.name)} and an extended header ${quoted(name)}: readers that know no extended headers see another file`,
      { offset },
    );
  if (header.size !== member.size && kind === 'file' && !member.sparse && header.size !== 0)
    notes.note(
      'tar.size-mismatch',
      () =>
        `the header of ${quoted(name)} gives ${header.size} bytes and an extended header ${member.size}: readers differ in where the next member begins`,
      { offset },
    );
  if (kind === 'device') notes.note('tar.device', () => `${quoted(name)} is a device or a pipe`, { offset });
  if (kind === 'symlink' || kind === 'hardlink') noteLink(member, target, notes);
  const real = member.realSize ?? 0;
  if (real > SPARSE_BYTES && real > SPARSE_RATIO * member.size)
    notes.note('tar.sparse', () => `${quoted(name)} has ${member.size} bytes and becomes ${real} with its holes`, {
      offset,
    });
  noteDuplicate(member, seen, notes);
}

/** Bytes of a name that a header holds without help. */
const HEADER_NAME = 100;
const SHARED = 16;

/**
 * A beginning or an end of a name that a header cannot hold, or a name that writers make up beside an extended header. A
 * name that fits has no reason to differ.
 */
function isCut(short: string, long: string): boolean {
  const [header, name] = [fold(short), fold(long)];
  if (header === name) return true;
  if (/(?:^|\/)(?:PaxHeaders?|GNUSparseFile)[./]/.test(short) || short.startsWith('././@')) return true;
  if (long.length <= HEADER_NAME && name === long) return false;
  return name.startsWith(header) || name.endsWith(header) || name.slice(0, SHARED) === header.slice(0, SHARED);
}

/** Writers put question marks or raw bytes where a header cannot hold a character, and a slash behind folders. */
const fold = (name: string): string => name.replace(/[^\x20-\x7e]|\?|\/$/g, '');

function noteLink({ name, kind, offset }: Member, target: string, notes: Notes): void {
  const from = kind === 'symlink' ? name.split('/').slice(0, -1) : [];
  const leaves = pathDanger(target) !== undefined && !staysInside(from, target);
  const what = `${quoted(name)} is a ${kind === 'symlink' ? 'symbolic' : 'hard'} link to ${quoted(target)}`;
  if (leaves) notes.note('tar.link-outside', () => `${what}, outside of the archive`, { offset });
  else notes.note('tar.link', () => what, { offset });
}

/** Whether a relative target, from a folder of the archive, remains in the archive. */
function staysInside(from: readonly string[], target: string): boolean {
  const slashed = target.replaceAll('\\', '/');
  if (slashed.startsWith('/') || /^[A-Za-z]:/.test(slashed)) return false;
  let depth = from.filter((part) => part !== '' && part !== '.').length;
  for (const part of slashed.split('/')) {
    if (part === '..') depth--;
    else if (part !== '' && part !== '.') depth++;
    if (depth < 0) return false;
  }
  return true;
}

/** A member that lies behind a link: what unpacks it follows the link, wherever a chain of them leads. */
function noteThroughLink({ name, kind, offset }: Member, links: Set<string>, notes: Notes): void {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  for (let length = 1; length < parts.length; length++) {
    const folder = parts.slice(0, length).join('/');
    if (!links.has(folder)) continue;
    notes.note('tar.through-link', () => `${quoted(name)} lies behind the symbolic link ${quoted(folder)}`, { offset });
    break;
  }
  if (kind === 'symlink') links.add(parts.join('/'));
}

/** The rest of the last block of a member: writers leave zeros, some what their buffer held. */
async function emitSlack(member: Member, source: ByteSource, context: ReadContext, notes: Notes): Promise<void> {
  const at = member.data + member.size;
  const length = Math.min((BLOCK - (member.size % BLOCK)) % BLOCK, source.size - at);
  if (length <= 0 || source.cost === 'network') return;
  const slack = await source.read(at, length, context.signal);
  if (slack.every((byte) => byte === 0)) return;
  const message = () => `the block behind the end of ${quoted(member.name)} is not filled with zeros`;
  notes.note('tar.slack', message, { offset: at, length });
  const start = slack.findIndex((byte) => byte !== 0);
  const [offset, rest] = [at + start, length - start];
  context.part({ role: 'tail', name: `(slack at ${offset})`, source: rangeSource(source, offset, rest), offset });
}

/** A folder may come again with each of its files. */
function noteDuplicate({ name, kind, offset }: Member, seen: Map<string, string>, notes: Notes): void {
  if (kind === 'folder') return;
  const key = sameFileKey(name);
  const other = seen.get(key);
  if (other === undefined) seen.set(key, name);
  else if (other === name)
    notes.note(
      'tar.duplicate-name',
      () => `the name ${quoted(name)} is given to two members: loaders differ in which they read`,
      { offset },
    );
  else
    notes.note(
      'tar.similar-name',
      () => `${quoted(other)} and ${quoted(name)} are one name to a system that ignores case, slashes or './'`,
      {
        offset,
      },
    );
}

function emit(member: Member, source: ByteSource, context: ReadContext, notes: Notes): void {
  const { name, kind, data, size } = member;
  if (size === 0 || (kind !== 'file' && kind !== 'other')) return;
  if (data + size > source.size)
    notes.note(
      'tar.truncated',
      () => `${quoted(name)} is said to have ${size} bytes and ${Math.max(0, source.size - data)} are left`,
      { offset: data, stops: true },
    );
  context.part({ role: 'member', name, source: rangeSource(source, data, size), offset: data });
}

/** What follows the zeros that end the archive. Writers fill up to a multiple of some blocks with more zeros. */
async function emitTail(end: End, source: ByteSource, context: ReadContext, notes: Notes): Promise<number> {
  let at = end.at;
  if (at >= source.size) return 0;
  for (let chunk = await source.read(at, 65_536, context.signal); chunk.length > 0; ) {
    const index = chunk.findIndex((byte) => byte !== 0);
    if (index >= 0) {
      at += index - (index % BLOCK);
      break;
    }
    at += chunk.length;
    chunk = await source.read(at, 65_536, context.signal);
  }
  const length = source.size - at;
  if (length <= 0) return 0;
  const why = end.zeros === undefined ? 'where a header should be' : 'after the end of the archive';
  notes.note('tar.tail', () => `${length} bytes lie ${why}: some readers go on there, most do not`, {
    offset: at,
    length,
  });
  context.part({ role: 'tail', name: `(tail at ${at})`, source: rangeSource(source, at, length), offset: at });
  return length;
}

function summary({ name, header, kind, size, offset, target, sparse }: Member): TarMember {
  return {
    name: name.slice(0, MOST_NAME),
    ...(header.name === name ? {} : { headerName: header.name }),
    kind,
    size,
    offset,
    ...(kind === 'symlink' || kind === 'hardlink' ? { target: target.slice(0, MOST_NAME) } : {}),
    sparse,
  };
}

/** By the names that their writers always give (torch/serialization.py, `legacy_load`; NeMo's `save_restore_connector.py`). */
function flavourOf(members: readonly TarMember[]): TarStructure['flavour'] {
  const names = new Set(members.map(({ name }) => name.replace(/^\.\//, '')));
  if (['pickle', 'storages', 'tensors'].every((name) => names.has(name))) return 'torch-tar';
  return names.has('model_config.yaml') && members.some(({ name }) => name.endsWith('.ckpt')) ? 'nemo' : undefined;
}
