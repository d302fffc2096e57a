import { crc32 } from 'node:zlib';
import type { Codec } from '../../codecs/codec.ts';
import { InputError } from '../../core/errors.ts';
import type { Limits } from '../../core/limits.ts';
import { type ByteSource, rangeSource } from '../../sources/byte-source.ts';
import { checkedSource } from './checked.ts';
import { ExpandedSource, type Measured, measure } from '../../codecs/expanded-source.ts';
import { compressedSizeOf, crcOf, type Entry, flagsOf, methodsOf, quoted, readable, sizeOf } from './entry.ts';
import type { Expansion } from '../../codecs/expansion.ts';
import { codecOf, isCompressed } from './methods.ts';
import type { Notes } from './notes.ts';
import { FLAG, STORED } from './records.ts';

/** To tell data that is encrypted from data that is only said to be, up to this much is checked. */
const MOST_CHECKED = 16 * 1024 * 1024;
const SECRET = FLAG.encrypted | FLAG.strong | FLAG.masked;

interface Reading {
  readonly source: ByteSource;
  readonly expansion: Expansion;
  readonly notes: Notes;
  readonly signal: AbortSignal | undefined;
  readonly limits: Limits;
}

/**
 * The data of a member, once for each reading that a loader may give it: as either header's method says; as it stands
 * where that fails. What flags claim does not matter: loaders that ignore them must not see more than we do.
 */
export async function dataOf(entry: Entry, reading: Reading): Promise<ByteSource[]> {
  const raw = rawSource(entry, reading);
  if (raw === undefined) return [];
  const methods = methodsOf(entry);
  const sources: ByteSource[] = [];
  for (const method of methods.filter(isCompressed)) {
    const codec = codecOf(method, { flags: flagsOf(entry), size: sizeOf(entry) }, reading.limits);
    sources.push(...(await inflatedData(entry, raw, reading, codec)));
  }
  const unread = methods.filter((method) => !readable(method));
  for (const method of unread) {
    reading.notes.note(
      'zip.unsupported-method',
      `${quoted(entry.name)} is compressed with method ${method}, which is not read here; its bytes are read as they stand`,
      { offset: entry.offset, stops: true },
    );
  }
  if ((methods.includes(STORED) || unread.length > 0) && !sources.includes(raw))
    sources.push(await storedData(entry, raw, reading));
  return sources;
}

/** The bytes as they stand: as many as any header claims, within the file. */
function rawSource(entry: Entry, { source, expansion, notes }: Reading): ByteSource | undefined {
  const { local, central } = entry;
  if (local === undefined) return undefined;
  const claims = [compressedSizeOf(entry), local.compressedSize];
  if (methodsOf(entry).includes(STORED)) claims.push(local.size, central?.size ?? 0);
  const sound = claims.filter((claim) => local.dataOffset + claim <= source.size);
  const length = sound.length > 0 ? Math.max(...sound) : source.size - local.dataOffset;
  if (expansion.store(length)) return rangeSource(source, local.dataOffset, length);
  notes.note(
    'zip.inflated',
    `members overlap so much that ${quoted(entry.name)} is not read: together they pass the size of the file by more than the limit expanded.bytes`,
    { offset: entry.offset, stops: true },
  );
  return undefined;
}

async function storedData(entry: Entry, raw: ByteSource, { notes, signal }: Reading): Promise<ByteSource> {
  const shown = quoted(entry.name);
  const where = { offset: entry.local?.dataOffset ?? entry.offset };
  const stored = methodsOf(entry).every((method) => method === STORED);
  if (!stored) return raw;
  const secret = (flagsOf(entry) & SECRET) !== 0;
  if (sizeOf(entry) !== compressedSizeOf(entry)) {
    notes.note(
      'zip.method-lie',
      `${shown} is said to be stored as it is, yet ${compressedSizeOf(entry)} bytes are said to make ${sizeOf(entry)}`,
      where,
    );
  }
  if (secret) {
    const lie = raw.size <= MOST_CHECKED && crc32(await raw.read(0, raw.size, signal)) === crcOf(entry);
    if (!lie)
      notes.note(
        'zip.encrypted',
        `the data of ${shown} may really be encrypted: its checksum does not match as it stands`,
        { ...where, stops: true },
      );
    return raw;
  }
  if (entry.central === undefined && entry.local?.crc === 0) return raw;
  return checkedSource(raw, (crc) => {
    if (crc !== crcOf(entry)) noteCrc(entry, notes);
  });
}

async function inflatedData(entry: Entry, raw: ByteSource, reading: Reading, codec: Codec): Promise<ByteSource[]> {
  const { expansion, notes, signal } = reading;
  const shown = quoted(entry.name);
  const where = { offset: entry.local?.dataOffset ?? entry.offset };
  const claimed = sizeOf(entry);
  if (claimed > Math.max(raw.size, 1) * expansion.ratio) {
    notes.note(
      'zip.ratio',
      `${shown} claims to expand from ${raw.size} to ${claimed} bytes, more than the limit zip.ratio`,
      where,
    );
  }
  let told = false;
  const atEnd = (measured: Measured): void => {
    if (!told) noteInflated(entry, measured, raw, notes);
    told = true;
  };
  if (!expansion.isEager(claimed, raw.size))
    return [new ExpandedSource(codec, raw, { size: claimed, expansion, atEnd })];
  try {
    const measured = await measure(codec, raw, expansion, signal);
    if (measured.fault !== undefined && (flagsOf(entry) & SECRET) !== 0) {
      notes.note('zip.encrypted', `the data of ${shown} may really be encrypted: it does not decompress as it stands`, {
        ...where,
        stops: true,
      });
      told = true;
    }
    atEnd(measured);
    const source = new ExpandedSource(codec, raw, { size: measured.size, expansion, atEnd, paid: measured.size });
    return measured.fault === undefined ? [source] : measured.size > 0 ? [source, raw] : [raw];
  } catch (fault) {
    if (!(fault instanceof InputError)) throw fault;
    notes.note(
      fault.message.includes('zip.ratio') ? 'zip.ratio' : 'zip.inflated',
      `${shown} is not read: ${fault.message}`,
      { ...where, stops: true },
    );
    return [raw];
  }
}

function noteInflated(entry: Entry, measured: Measured, raw: ByteSource, notes: Notes): void {
  const shown = quoted(entry.name);
  const offset = entry.local?.dataOffset ?? entry.offset;
  const claimed = sizeOf(entry);
  if (measured.fault !== undefined) {
    const plain =
      measured.size === 0 ? 'is said to be compressed and is not' : `breaks off after ${measured.size} bytes`;
    notes.note(
      measured.size === 0 ? 'zip.method-lie' : 'zip.inflate',
      `${shown} ${plain} (${measured.fault.message}); a loader may still have used what comes before`,
      { offset, stops: true },
    );
    return;
  }
  if (measured.size > claimed && measured.consumed === 0) {
    notes.note(
      'zip.size-mismatch',
      `${shown} goes on past the ${claimed} bytes that its headers claim; what follows was not read`,
      { offset, stops: true },
    );
    return;
  }
  if (measured.size !== claimed)
    notes.note('zip.size-mismatch', `${shown} decompresses to ${measured.size} bytes, its headers claim ${claimed}`, {
      offset,
    });
  if (measured.crc !== crcOf(entry) && (entry.central !== undefined || entry.local?.crc !== 0)) noteCrc(entry, notes);
  if (measured.consumed < compressedSizeOf(entry)) {
    notes.note(
      'zip.deflate-tail',
      `${compressedSizeOf(entry) - measured.consumed} bytes follow the compressed data of ${shown} within its space (of ${raw.size})`,
      { offset: offset + measured.consumed },
    );
  }
}

function noteCrc(entry: Entry, notes: Notes): void {
  notes.note(
    'zip.crc-mismatch',
    `the data of ${quoted(entry.name)} does not match its checksum: Python's zipfile raises an error on it, torch's own reader does not check`,
    { offset: entry.local?.dataOffset ?? entry.offset },
  );
}
