import { sameFileKey } from '../archive-names.ts';
import { decodeName, nameDanger } from './names.ts';
import { deferred, type Entry, flagsOf, isFolder, isSymlink, quoted, sizeOf } from './entry.ts';
import { renames } from './extra.ts';
import type { Descriptor } from './locals.ts';
import type { Notes } from './notes.ts';
import { type CentralHeader, FLAG, type LocalHeader } from './records.ts';

/** Bits that both headers must agree on; the descriptor's bit may differ in practice. */
const COMPARED = FLAG.encrypted | FLAG.patched | FLAG.strong | FLAG.utf8 | FLAG.masked;

/** Notes what is odd about the headers of each member, and where the two headers of one contradict each other. */
export function noteHeaders(entry: Entry, notes: Notes): void {
  const { central, local, offset } = entry;
  const shown = quoted(entry.name);
  noteName(entry, notes);
  noteFlags(entry, notes);
  for (const [which, header] of [
    ['central directory', central],
    ['local header', local],
  ] as const) {
    if (header === undefined) continue;
    const at = header === central ? central.at : offset;
    if (header.extra.fault !== undefined)
      notes.note('zip.extra', `the extra field of ${shown} in the ${which} is wrong: ${header.extra.fault}`, {
        offset: at,
      });
    if (renames(header.extra, header.rawName)) {
      const other = decodeName(header.extra.unicodeName ?? '', FLAG.utf8).name;
      notes.note(
        'zip.unicode-path',
        `a Unicode-path field in the ${which} renames ${shown} to ${quoted(other)}: readers that honour the field see another name than readers that do not`,
        { offset: at },
      );
    }
  }
  if (central !== undefined && central.disk !== 0 && central.disk !== 0xffff) {
    notes.note('zip.multi-disk', `${shown} is said to begin on disk ${central.disk} of a split archive`, {
      offset: central.at,
    });
  }
  if (isSymlink(entry))
    notes.note('zip.symlink', `${shown} is a symbolic link: an extractor may write through it, outside the folder`, {
      offset,
    });
  if (isFolder(entry) && sizeOf(entry) > 0)
    notes.note('zip.folder-with-data', `${shown} is named as a folder but holds ${sizeOf(entry)} bytes`, { offset });
  if (central !== undefined && local === undefined) {
    notes.note(
      'zip.local-missing',
      `the central directory names ${shown}, but there is no local header at the offset it gives (${offset})`,
      { offset: central.at, stops: true },
    );
  }
  if (central !== undefined && local !== undefined) noteDisagreement(entry, central, local, notes);
}

function noteName(entry: Entry, notes: Notes): void {
  const { offset, name } = entry;
  const danger = nameDanger(name);
  if (danger !== undefined) notes.note(danger.code, `the name ${quoted(name)} ${danger.what}`, { offset });
  const raw = entry.central?.rawName ?? entry.local?.rawName ?? '';
  if (!entry.nameSound)
    notes.note('zip.name-encoding', `the name ${quoted(name)} is flagged as UTF-8 and is not`, { offset });
  const { nameLength = 0 } = entry.central ?? entry.local ?? {};
  if (nameLength > raw.length)
    notes.note('zip.name-encoding', `the name ${quoted(name)} has ${nameLength} bytes, more than any system takes`, {
      offset,
    });
}

function noteFlags(entry: Entry, notes: Notes): void {
  const flags = flagsOf(entry);
  const { offset } = entry;
  if ((flags & (FLAG.encrypted | FLAG.strong | FLAG.masked)) !== 0) {
    notes.note(
      'zip.encrypted-flag',
      `${quoted(entry.name)} is flagged as encrypted: loaders that ignore the flag read it as it is, scanners that honour it skip it`,
      { offset },
    );
  }
  if ((flags & FLAG.patched) !== 0) {
    notes.note(
      'zip.patched-flag',
      `${quoted(entry.name)} is flagged as compressed patched data: loaders that ignore the flag read it, Python's zipfile refuses it`,
      { offset },
    );
  }
}

function noteDisagreement(entry: Entry, central: CentralHeader, local: LocalHeader, notes: Notes): void {
  const shown = quoted(entry.name);
  const where = { offset: entry.offset };
  if (local.rawName !== central.rawName || local.nameLength !== central.nameLength) {
    const other = quoted(decodeName(local.rawName, local.flags).name);
    notes.note(
      'zip.name-mismatch',
      `the local header names this member ${other} while the central directory names it ${shown}: a loader and a scanner may read different files`,
      where,
    );
  }
  if (((local.flags ^ central.flags) & COMPARED) !== 0) {
    notes.note(
      'zip.flags-mismatch',
      `the two headers of ${shown} have different flags: 0x${central.flags.toString(16)} in the central directory, 0x${local.flags.toString(16)} in the local header`,
      where,
    );
  }
  if (local.method !== central.method) {
    notes.note(
      'zip.method-mismatch',
      `the two headers of ${shown} name different compression methods: ${central.method} in the central directory, ${local.method} in the local header`,
      where,
    );
  }
  if (deferred(local)) return;
  if (local.crc !== central.crc && !((local.flags & FLAG.descriptor) !== 0 && local.crc === 0)) {
    notes.note('zip.crc-header-mismatch', `the two headers of ${shown} give different checksums`, where);
  }
  if (local.size !== central.size || local.compressedSize !== central.compressedSize) {
    notes.note(
      'zip.size-header-mismatch',
      `the two headers of ${shown} give different sizes: ${central.compressedSize} to ${central.size} bytes in the central directory, ${local.compressedSize} to ${local.size} in the local header`,
      where,
    );
  }
}

export function noteDescriptor(entry: Entry, found: Descriptor, notes: Notes): void {
  if (found.agrees) return;
  notes.note(
    'zip.descriptor-mismatch',
    `the descriptor after the data of ${quoted(entry.name)} is missing or contradicts the central directory`,
    { offset: entry.end - found.length },
  );
}

/** Notes members that share a name, or that a loader may take for one another. */
export function noteDuplicates(entries: readonly Entry[], notes: Notes): void {
  const first = new Map<string, Entry>();
  for (const entry of entries) {
    const key = sameFileKey(entry.name);
    const other = first.get(key);
    if (other === undefined) first.set(key, entry);
    else if (other.name === entry.name) {
      notes.note(
        'zip.duplicate-name',
        `the name ${quoted(entry.name)} is given to two members, at ${other.offset} and at ${entry.offset}: loaders differ in which they read`,
        { offset: entry.offset },
      );
    } else {
      notes.note(
        'zip.similar-name',
        `${quoted(other.name)} and ${quoted(entry.name)} are one name to a loader that ignores case, slashes or './'`,
        { offset: entry.offset },
      );
    }
  }
}
