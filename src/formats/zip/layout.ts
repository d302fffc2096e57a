import type { ByteSource } from '../../sources/byte-source.ts';
import { type Entry, quoted } from './entry.ts';
import type { Notes } from './notes.ts';

/** Bytes of the file, from `start` up to `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Lays the members and the records of the archive over the file: notes members that overlap one another or reach into
 * the directory, or past the file's end, and returns the bytes that nothing covers.
 */
export function uncovered(
  source: ByteSource,
  entries: readonly Entry[],
  records: readonly Span[],
  notes: Notes,
): Span[] {
  const spans = [
    ...entries.flatMap((entry) => (entry.local === undefined ? [] : [{ start: entry.offset, end: entry.end, entry }])),
    ...records.map((span) => ({ ...span, entry: undefined })),
  ].toSorted((a, b) => a.start - b.start || b.end - a.end);
  const gaps: Span[] = [];
  let reached = 0;
  let holder: Entry | undefined;
  for (const { start, end, entry } of spans) {
    if (start > reached) gaps.push({ start: reached, end: start });
    if (start < reached) noteOverlap(holder, entry, start, reached, notes);
    if (entry !== undefined && end > source.size) {
      notes.note('zip.member-truncated', `the data of ${quoted(entry.name)} goes on past the end of the file`, {
        offset: entry.offset,
        stops: true,
      });
    }
    if (end > reached) {
      reached = end;
      holder = entry;
    }
  }
  if (reached < source.size) gaps.push({ start: reached, end: source.size });
  return gaps;
}

function noteOverlap(
  holder: Entry | undefined,
  entry: Entry | undefined,
  start: number,
  reached: number,
  notes: Notes,
): void {
  const names = [holder, entry].map((one) => (one === undefined ? 'a record of the archive' : quoted(one.name)));
  if (holder === undefined && entry === undefined) return;
  notes.note(
    'zip.overlap',
    `${names[0]} and ${names[1]} use the same bytes: one byte read as two things is how zip bombs and double meanings are made`,
    { offset: start, length: reached - start },
  );
}
