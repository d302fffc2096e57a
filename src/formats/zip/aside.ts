import { type ByteSource, rangeSource } from '../../sources/byte-source.ts';
import { candidate, decodeCandidate } from '../embedded.ts';
import type { ReadContext } from '../format.ts';
import type { End } from './end.ts';
import { type Entry, quoted } from './entry.ts';
import type { Extra } from './extra.ts';
import type { Notes } from './notes.ts';
import { CENTRAL_LENGTH, END_LENGTH } from './records.ts';

/** Comments and extra fields of members that are read as files of their own (CWE-770). */
const MOST_READ = 256;

interface Place {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
}

/** What an archive holds beside its members and nothing shows: comments, and extra fields that no archiver writes. */
export async function emitAside(
  entries: readonly Entry[],
  end: End | undefined,
  source: ByteSource,
  context: ReadContext,
  notes: Notes,
): Promise<void> {
  let read = 0;
  const emit = async (place: Place): Promise<void> => {
    if (place.length > 0 && read++ < MOST_READ) await emitPlace(place, source, context);
  };
  for (const entry of entries) {
    const { central, local, name } = entry;
    if (central !== undefined) {
      const extra = central.at + CENTRAL_LENGTH + central.nameLength;
      for (const place of strange(entry, central.extra, extra, notes)) await emit(place);
      await emit({
        name: `(comment of ${name})`,
        offset: extra + central.extraLength,
        length: central.commentLength,
      });
    }
    if (local === undefined) continue;
    for (const place of strange(entry, local.extra, local.dataOffset - local.extraLength, notes)) await emit(place);
  }
  if (end === undefined) return;
  const offset = end.offset + END_LENGTH;
  await emit({ name: '(comment)', offset, length: Math.min(end.commentLength, source.size - offset) });
}

function strange(entry: Entry, extra: Extra, base: number, notes: Notes): Place[] {
  return (extra.strange ?? []).map(({ id, at, length }) => {
    const kind = `0x${id.toString(16).padStart(4, '0')}`;
    const message = `${length} bytes in an extra field of ${quoted(entry.name)} (${kind}), more than archivers write there, or a file of its own: no loader looks at them`;
    notes.note('zip.extra-data', message, { offset: base + at, length });
    return { name: `(extra field ${kind} of ${entry.name})`, offset: base + at, length };
  });
}

/** As it stands, for it may be lines of a script, and as what it may decode to. */
async function emitPlace({ name, offset, length }: Place, source: ByteSource, context: ReadContext): Promise<void> {
  context.part({ role: 'tail', name, source: rangeSource(source, offset, length), offset });
  const bytes = await source.read(offset, length, context.signal);
  const found = candidate(offset, bytes.length, true, bytes, 0);
  const part = found === undefined || found.how === 'raw' ? undefined : await decodeCandidate(source, found);
  if (part !== undefined) context.part({ ...part, name: `${name}, decoded` });
}
