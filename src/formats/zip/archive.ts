import type { ByteSource } from '../../sources/byte-source.ts';
import type { ReadContext } from '../format.ts';
import { noteDescriptor, noteDuplicates, noteHeaders } from './compare.ts';
import { Census, type ReadDirectory, readDirectory } from './directory.ts';
import { directoryViews, type End, findEnds, noteEnd } from './end.ts';
import { type Entry, listedEntry } from './entry.ts';
import { noteLoose, readGap } from './hidden.ts';
import { type Span, uncovered } from './layout.ts';
import { type Descriptor, readLocals } from './locals.ts';
import type { Notes } from './notes.ts';
import { END_LENGTH } from './records.ts';
import { Scanner } from './scanner.ts';

/** Everything that names something in the archive, and the bytes outside of it that are worth reading. */
export interface Archive {
  readonly entries: readonly Entry[];
  readonly directories: readonly ReadDirectory[];
  readonly loose: readonly (Span & { readonly where: 'prefix' | 'gap' | 'suffix' })[];
  /** The end record that decides; absent where the file is cut before it. */
  readonly end?: End;
  readonly memberCount: number;
}

interface Reading {
  readonly source: ByteSource;
  readonly context: ReadContext;
  readonly notes: Notes;
  readonly census: Census;
}

/** Reads both views of an archive: every central directory that a loader may find, and every local header. */
export async function readArchive(source: ByteSource, context: ReadContext, notes: Notes): Promise<Archive> {
  const reading = { source, context, notes, census: new Census(context.limits['zip.entries']) };
  const { end, directories } = await readDirectories(reading);
  const entries = listed(directories);
  const descriptors = new Map<Entry, Descriptor>();
  await readLocals(source, entries, context.signal, (entry, found) => void descriptors.set(entry, found));
  for (const entry of entries) {
    noteHeaders(entry, notes);
    const descriptor = descriptors.get(entry);
    if (descriptor !== undefined) noteDescriptor(entry, descriptor, notes);
  }
  const { hidden, loose } = await readOutside(reading, entries, directories, end);
  for (const entry of hidden) noteHeaders(entry, notes);
  const all = [...entries, ...hidden].toSorted((a, b) => a.offset - b.offset);
  noteDuplicates(all, notes);
  return { entries: all, directories, loose, memberCount: reading.census.count, ...(end === undefined ? {} : { end }) };
}

async function readDirectories(reading: Reading): Promise<{ end?: End; directories: ReadDirectory[] }> {
  const { source, context, notes } = reading;
  const ends = await findEnds(source, context.signal);
  const directories: ReadDirectory[] = [];
  let chosen: End | undefined;
  for (const end of ends) {
    const views = await directoryViews(source, end, context.signal);
    const fresh = views.filter((view) => !directories.some((known) => covers(known, view.start)));
    if (views.length === 0 || (chosen !== undefined && isInside(end, directories))) {
      if (chosen === undefined) noteDecoy(end, source, notes);
      continue;
    }
    if (chosen !== undefined && fresh.length > 0) {
      notes.note(
        'zip.several-directories',
        'an earlier end record leads to another central directory: loaders differ in which end record they take',
        { offset: end.offset },
      );
    }
    if (chosen === undefined) noteEnd(end, views, source, notes);
    chosen ??= end;
    for (const view of fresh)
      directories.push(await readDirectory(source, view, { ...reading, signal: context.signal }));
  }
  if (chosen === undefined) {
    const why =
      ends.length > 0
        ? 'no end record leads to a central directory'
        : 'there is no end record: the file is cut short, or was never whole';
    notes.note(
      ends.length > 0 ? 'zip.directory-missing' : 'zip.truncated',
      `${why}; members are read by their local headers`,
      { stops: true },
    );
    return { directories };
  }
  return { end: chosen, directories };
}

/**
 * An end record of an archive that is itself stored in this one: between a member's header and the next member or the
 * directory. What lies there beyond the member's data is a gap, and is reported as one.
 */
function isInside(end: End, directories: readonly ReadDirectory[]): boolean {
  return directories.some(({ headers, shift, offset }) => {
    const starts = headers.map((header) => header.offset + shift).toSorted((a, b) => a - b);
    return starts.some((start, i) => end.offset > start && end.offset + END_LENGTH <= (starts[i + 1] ?? offset));
  });
}

function covers(directory: ReadDirectory, start: number): boolean {
  return start >= directory.offset && start < directory.offset + Math.max(1, directory.length);
}

function noteDecoy(end: End, source: ByteSource, notes: Notes): void {
  const tail = source.size - end.offset;
  notes.note(
    'zip.comment-signature',
    `the last ${tail} bytes of the file begin like an end record but lead nowhere: readers that search from the end for the signature fail on it, others read on`,
    { offset: end.offset, length: tail },
  );
}

/** The members of all directories in file order; those that two directories describe alike are one. */
function listed(directories: readonly ReadDirectory[]): Entry[] {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  for (const { headers, shift } of directories) {
    for (const header of headers) {
      if (directories.length > 1) {
        const key = [
          header.offset + shift,
          header.rawName,
          header.method,
          header.compressedSize,
          header.size,
          header.crc,
          header.flags,
        ].join('|');
        if (seen.has(key)) continue;
        seen.add(key);
      }
      entries.push(listedEntry(header, shift));
    }
  }
  return entries.toSorted((a, b) => a.offset - b.offset);
}

async function readOutside(
  reading: Reading,
  entries: readonly Entry[],
  directories: readonly ReadDirectory[],
  end: End | undefined,
) {
  const { source, context, notes, census } = reading;
  if (census.full) return { hidden: [], loose: [] };
  const scanner = new Scanner(source, context.limits['expanded.bytes'], context.signal);
  const records = directories.map(({ offset, length }) => ({ start: offset, end: offset + length }));
  const after = end === undefined ? source.size : Math.min(source.size, end.offset + END_LENGTH + end.commentLength);
  if (end !== undefined) records.push({ start: end.directoryEnd, end: after });
  const first = Math.min(
    source.size,
    ...records.map((span) => span.start),
    entries.find((entry) => entry.local !== undefined)?.offset ?? source.size,
  );
  const hidden: Entry[] = [];
  const loose: Archive['loose'][number][] = [];
  for (const span of uncovered(source, entries, records, notes)) {
    const gap = await readGap({ scanner, notes, census, span, directory: end !== undefined });
    for (const entry of gap.hidden) hidden.push(entry);
    for (const part of gap.loose) {
      const isPrefix = part.start === 0 && part.end <= Math.min(first, hidden[0]?.offset ?? first);
      const where = isPrefix ? 'prefix' : part.start >= after ? 'suffix' : 'gap';
      if (await noteLoose(part, where, scanner, notes)) loose.push({ ...part, where });
    }
  }
  return { hidden, loose };
}
