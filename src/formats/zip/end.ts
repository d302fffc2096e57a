import type { ByteSource } from '../../sources/byte-source.ts';
import type { Notes } from './notes.ts';
import { u16, u32, u64 } from '../../codecs/little-endian.ts';
import {
  CENTRAL,
  CENTRAL_LENGTH,
  END,
  END64,
  END64_LENGTH,
  END_LENGTH,
  LOCATOR64,
  LOCATOR64_LENGTH,
} from './records.ts';

/** The longest comment with its record (APPNOTE.TXT 4.4.12): where every reader looks for the end. */
const TAIL = 65_557;
const MOST_ENDS = 16;
const DEFERRED16 = 0xffff;
const DEFERRED32 = 0xffff_ffff;

/** An end-of-central-directory record (APPNOTE.TXT 4.3.16), with what its zip64 record (4.3.14) says instead. */
export interface End {
  readonly offset: number;
  /** Where the directory must stop: at this record, or at its zip64 record. */
  readonly directoryEnd: number;
  readonly commentLength: number;
  readonly entries: number;
  readonly size: number;
  /** As written. */
  readonly directoryOffset: number;
  readonly zip64: boolean;
  readonly multiDisk: boolean;
  /** What is contradictory in its zip64 record, in words. */
  readonly fault?: string;
}

/** Every place in the tail that carries an end record's signature, the last first: at most sixteen. */
export async function findEnds(source: ByteSource, signal: AbortSignal | undefined): Promise<End[]> {
  const length = Math.min(source.size, TAIL);
  const base = source.size - length;
  const tail = await source.read(base, length, signal);
  const ends: End[] = [];
  for (let at = tail.length - END_LENGTH; at >= 0 && ends.length < MOST_ENDS; at--) {
    if (tail[at] === 0x50 && u32(tail, at) === END) ends.push(await readEnd(source, tail, at, base, signal));
  }
  return ends;
}

async function readEnd(
  source: ByteSource,
  tail: Uint8Array,
  at: number,
  base: number,
  signal: AbortSignal | undefined,
): Promise<End> {
  const plain = {
    offset: base + at,
    directoryEnd: base + at,
    commentLength: u16(tail, at + 20),
    entries: u16(tail, at + 10),
    size: u32(tail, at + 12),
    directoryOffset: u32(tail, at + 16),
    zip64: false,
    multiDisk: u16(tail, at + 4) !== 0 || u16(tail, at + 6) !== 0 || u16(tail, at + 8) !== u16(tail, at + 10),
  };
  const from = Math.max(0, plain.offset - LOCATOR64_LENGTH - END64_LENGTH);
  const before = await source.read(from, plain.offset - from, signal);
  const locator = before.length - LOCATOR64_LENGTH;
  const deferred = plain.entries === DEFERRED16 || plain.size === DEFERRED32 || plain.directoryOffset === DEFERRED32;
  if (locator < 0 || u32(before, locator) !== LOCATOR64) {
    return deferred ? { ...plain, fault: 'it leaves values to a zip64 record that is not there' } : plain;
  }
  const stated = u64(before, locator + 8);
  const adjacent = plain.offset - LOCATOR64_LENGTH - END64_LENGTH;
  const record = await readEnd64(source, stated, adjacent, signal);
  if (record === undefined) return { ...plain, fault: 'its zip64 locator leads to no zip64 record' };
  const fault = zip64Fault(plain, record, stated);
  return {
    ...plain,
    ...record,
    zip64: true,
    multiDisk: record.multiDisk || (plain.multiDisk && !deferred),
    ...(fault === undefined ? {} : { fault }),
  };
}

type End64 = Pick<End, 'entries' | 'size' | 'directoryOffset' | 'directoryEnd' | 'multiDisk'>;

/** At the place that the locator states, or else right before it, where readers that adjust for a prefix look. */
async function readEnd64(
  source: ByteSource,
  stated: number,
  adjacent: number,
  signal: AbortSignal | undefined,
): Promise<End64 | undefined> {
  for (const at of [stated, adjacent]) {
    if (at < 0 || at + END64_LENGTH > source.size) continue;
    const bytes = await source.read(at, END64_LENGTH, signal);
    if (u32(bytes, 0) !== END64) continue;
    return {
      entries: u64(bytes, 32),
      size: u64(bytes, 40),
      directoryOffset: u64(bytes, 48),
      directoryEnd: at,
      multiDisk: u32(bytes, 16) !== 0 || u32(bytes, 20) !== 0 || u64(bytes, 24) !== u64(bytes, 32),
    };
  }
  return undefined;
}

function zip64Fault(plain: Omit<End, 'fault'>, record: End64, stated: number): string | undefined {
  if (
    differs(plain.entries, record.entries, DEFERRED16) ||
    differs(plain.size, record.size, DEFERRED32) ||
    differs(plain.directoryOffset, record.directoryOffset, DEFERRED32)
  ) {
    return 'its zip64 record describes another directory than the record itself';
  }
  return record.directoryEnd === stated
    ? undefined
    : 'its zip64 locator gives another place than where the zip64 record is';
}

/** A directory as one kind of reader finds it. */
export interface DirectoryView {
  readonly end: End;
  readonly start: number;
  /** To add to the offsets written in it. */
  readonly shift: number;
}

/**
 * The directories an end record may lead to: at the offset it states (miniz, which torch uses) and at its own place less
 * the stated size (Python's zipfile, so that data may precede the archive). Usually the same; both are read if not.
 */
export async function directoryViews(
  source: ByteSource,
  end: End,
  signal: AbortSignal | undefined,
): Promise<DirectoryView[]> {
  const computed = end.directoryEnd - end.size;
  const views: DirectoryView[] = [];
  for (const start of new Set([end.directoryOffset, computed])) {
    if (await holdsDirectory(source, start, end, signal))
      views.push({ end, start, shift: start - end.directoryOffset });
  }
  return views;
}

async function holdsDirectory(
  source: ByteSource,
  start: number,
  end: End,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (start < 0 || start > end.directoryEnd) return false;
  if (start + CENTRAL_LENGTH > end.directoryEnd)
    return start === end.directoryEnd && end.entries === 0 && end.size === 0;
  return u32(await source.read(start, 4, signal), 0) === CENTRAL;
}

/** Says what is odd about an end record that leads somewhere. */
export function noteEnd(end: End, views: readonly DirectoryView[], source: ByteSource, notes: Notes): void {
  const { offset } = end;
  const where = { offset, length: END_LENGTH };
  if (end.fault !== undefined) notes.note('zip.zip64-mismatch', `the end record is contradictory: ${end.fault}`, where);
  if (end.multiDisk)
    notes.note('zip.multi-disk', 'the end record says that the archive is split over several disks', where);
  if (views.length > 1) {
    notes.note(
      'zip.several-directories',
      'the end record leads to two central directories: one at the offset it states and one at the place that its size gives; loaders differ in which they open',
      where,
    );
  }
  if (offset + END_LENGTH + end.commentLength > source.size) {
    notes.note(
      'zip.comment-truncated',
      'the archive comment is longer than what is left of the file: the file is cut short, or its length is a lie',
      { ...where, stops: true },
    );
  }
}

/** True where a value of the short record is not deferred (all ones) and not that of the zip64 record. */
function differs(short: number, long: number, deferred: number): boolean {
  return short !== deferred && short !== long;
}
