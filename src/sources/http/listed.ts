import { printable } from '../../core/printable.ts';
import type { ListedFile } from '../listing.ts';
import type { Entry } from '../subject.ts';
import { unsafePath } from './paths.ts';

/**
 * Entries for what a hub lists. A path that a downloader should not follow is refused and said; a second file of the same
 * path too. Two paths that differ only in case are both read, and the second is noted: on macOS and Windows it would
 * replace the first.
 */
export function listedEntries(files: readonly ListedFile[], entry: (file: ListedFile) => Entry): Entry[] {
  const exact = new Set<string>();
  const folded = new Map<string, string>();
  return files.map((file): Entry => {
    const shown = printable(file.path, 200);
    const why = exact.has(file.path) ? 'it is listed twice' : unsafePath(file.path);
    if (why !== undefined)
      return {
        path: shown,
        kind: 'refused',
        reason: 'path-unsafe',
        detail: `the hub lists it under a path that is not used: ${why}`,
      };
    exact.add(file.path);
    const fold = file.path.normalize('NFC').toLowerCase();
    const other = folded.get(fold);
    const made = entry(file);
    if (other === undefined) {
      folded.set(fold, file.path);
      return made;
    }
    if (made.kind === 'refused') return made;
    const message = `its path differs from ${printable(other, 200)} in case or composition only: where names do not keep those apart, one replaces the other`;
    return { ...made, anomalies: [{ code: 'source.path-case', message, stops: false }] };
  });
}
