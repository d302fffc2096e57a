import { rangeSource } from '../../sources/byte-source.ts';
import type { Census } from './directory.ts';
import { compressedSizeOf, deferred, type Entry, hiddenEntry, quoted } from './entry.ts';
import { deflate } from '../../codecs/deflate.ts';
import type { Span } from './layout.ts';
import { descriptorLength } from './locals.ts';
import type { Notes } from './notes.ts';
import { u16, u32 } from '../../codecs/little-endian.ts';
import {
  CENTRAL,
  DEFLATED,
  DESCRIPTOR,
  DESCRIPTOR_LENGTH,
  FLAG,
  LOCAL,
  LOCAL_LENGTH,
  type LocalHeader,
  localLength,
  readLocal,
} from './records.ts';
import type { Scanner } from './scanner.ts';

/** Zeros up to here are padding, not worth a word. */
const PADDING = 65_536;
const MOST_VERSION_NEEDED = 100;

interface Gap {
  readonly scanner: Scanner;
  readonly notes: Notes;
  readonly census: Census;
  readonly span: Span;
  /** False where the archive has no directory at all, so that nothing is hidden from it. */
  readonly directory: boolean;
}

/** Members whose local headers stand in bytes that no directory accounts for, and the stretches that are neither. */
export async function readGap(gap: Gap): Promise<{ hidden: Entry[]; loose: Span[] }> {
  const { scanner, span, census } = gap;
  const hidden: Entry[] = [];
  const loose: Span[] = [];
  let at = span.start;
  let looseFrom = at;
  while (at < span.end && !scanner.spent) {
    const found = await scanner.find(gap.directory ? [LOCAL] : [LOCAL, CENTRAL], at, span.end);
    if (found === undefined) break;
    const local = await plausibleLocal(scanner, found);
    if (local === undefined) {
      const central = u32(await scanner.read(found, 4), 0) === CENTRAL;
      if (central && !gap.directory) return { hidden, loose: withLoose(loose, looseFrom, found) };
      at = found + 4;
      continue;
    }
    if (!census.admits(local.rawName.length)) {
      gap.notes.note('zip.entries', 'more members than the limit zip.entries allows to keep', {
        offset: found,
        stops: true,
      });
      return { hidden, loose };
    }
    const entry = hiddenEntry(local, found);
    await measure(entry, local, gap);
    noteHidden(entry, gap);
    hidden.push(entry);
    withLoose(loose, looseFrom, found);
    looseFrom = Math.max(entry.end, found + LOCAL_LENGTH);
    // Past a size that leads out of the stretch, more may be hidden: look on right after the header.
    at = looseFrom <= span.end ? looseFrom : local.dataOffset;
  }
  if (scanner.spent) {
    gap.notes.note(
      'zip.unscanned',
      'there are more bytes outside the members that the directory lists than the limit expanded.bytes allows to search',
      { offset: span.start, length: span.end - span.start, stops: true },
    );
  }
  return { hidden, loose: withLoose(loose, looseFrom, span.end) };
}

function withLoose(loose: Span[], start: number, end: number): Span[] {
  if (end > start) loose.push({ start, end });
  return loose;
}

async function plausibleLocal(scanner: Scanner, at: number): Promise<LocalHeader | undefined> {
  const fixed = await scanner.read(at, LOCAL_LENGTH);
  if (fixed.length < LOCAL_LENGTH || u32(fixed, 0) !== LOCAL) return undefined;
  if (u16(fixed, 26) === 0 || (u16(fixed, 4) & 0xff) > MOST_VERSION_NEEDED) return undefined;
  const whole = await scanner.read(at, localLength(fixed, 0));
  return whole.length < localLength(fixed, 0) ? undefined : readLocal(whole, 0, at);
}

/** Finds where a hidden member ends: by its header, or where that leaves it to a descriptor, by reading its data. */
async function measure(entry: Entry, local: LocalHeader, gap: Gap): Promise<void> {
  const { scanner, span } = gap;
  const start = local.dataOffset;
  if (!deferred(local)) entry.found = { compressedSize: local.compressedSize, size: local.size };
  else if (local.method === DEFLATED) {
    const chunks = deflate(rangeSource(scanner.source, start, span.end - start));
    let size = 0;
    let step = await chunks.next();
    for (; step.done !== true && !scanner.spent; step = await chunks.next()) {
      size += step.value.length;
      scanner.spend(step.value.length);
    }
    entry.found = { compressedSize: step.done === true ? step.value.consumed : span.end - start, size };
  } else {
    const length = (await storedEnd(scanner, start, span.end)) - start;
    entry.found = { compressedSize: length, size: length };
  }
  entry.end = start + compressedSizeOf(entry);
  if ((local.flags & FLAG.descriptor) === 0) return;
  const after = await scanner.read(entry.end, DESCRIPTOR_LENGTH);
  entry.end += descriptorLength(after, { compressedSize: compressedSizeOf(entry) }) ?? 0;
}

/** A stored member of unknown length ends at a descriptor that gives its length, or at the next record. */
async function storedEnd(scanner: Scanner, start: number, end: number): Promise<number> {
  let at = start;
  for (;;) {
    const found = await scanner.find([DESCRIPTOR, LOCAL, CENTRAL], at, end);
    if (found === undefined) return end;
    const bytes = await scanner.read(found, DESCRIPTOR_LENGTH);
    if (u32(bytes, 0) !== DESCRIPTOR || descriptorLength(bytes, { compressedSize: found - start }) !== undefined)
      return found;
    at = found + 4;
  }
}

function noteHidden(entry: Entry, { notes, directory, scanner }: Gap): void {
  if (directory) {
    notes.note(
      'zip.hidden-member',
      `${quoted(entry.name)} has a local header but is not in the central directory: readers that go by the directory do not see it`,
      { offset: entry.offset },
    );
  }
  if (entry.end > scanner.source.size) {
    notes.note('zip.member-truncated', `the data of ${quoted(entry.name)} goes on past the end of the file`, {
      offset: entry.offset,
      stops: true,
    });
  }
}

/** Notes bytes outside every member; true where something may be hidden in them, so that they are worth reading. */
export async function noteLoose(
  span: Span,
  where: 'prefix' | 'gap' | 'suffix',
  scanner: Scanner,
  notes: Notes,
): Promise<boolean> {
  const length = span.end - span.start;
  const zero = await scanner.isZero(span);
  if (zero && where === 'gap' && length <= PADDING) return false;
  const what = `${length} ${zero ? 'zero ' : ''}bytes`;
  const place = { offset: span.start, length };
  if (where === 'prefix')
    notes.note(
      'zip.prefix',
      `${what} stand before the archive: other programs may take the file for something else`,
      place,
    );
  else if (where === 'suffix') notes.note('zip.suffix', `${what} follow the end of the archive`, place);
  else notes.note('zip.gap', `${what} between the members belong to none of them`, place);
  return !zero;
}
