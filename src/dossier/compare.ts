import { compareFindings, compareText, pathOf } from '../core/finding.ts';
import type { FileChange, FileChanges, FindingChanges } from './comparison.ts';
import type { Dossier, DossierFile, DossierFinding } from './dossier.ts';

/** Which files came, went, changed, or only have another name. Digests decide; sizes where there are none. */
export function compareFiles(a: Dossier, b: Dossier): FileChanges {
  const before = new Map(a.files.map((file) => [file.path, file]));
  const after = new Map(b.files.map((file) => [file.path, file]));
  const removed = a.files.filter(({ path }) => !after.has(path));
  const added = b.files.filter(({ path }) => !before.has(path));
  const renamed = renames(removed, added);
  const changes: FileChange[] = [];
  let same = 0;
  for (const [path, file] of after) {
    const earlier = before.get(path);
    const from = renamed.get(path);
    if (from !== undefined) changes.push({ change: 'renamed', path, from, b: file });
    else if (earlier === undefined) changes.push({ change: 'added', path, b: file });
    else {
      const change = difference(earlier, file);
      if (change === undefined) same++;
      else changes.push({ change, path, a: earlier, b: file });
    }
  }
  const moved = new Set(renamed.values());
  for (const file of removed) if (!moved.has(file.path)) changes.push({ change: 'removed', path: file.path, a: file });
  return { same, changes: changes.toSorted((x, y) => compareText(x.path, y.path)) };
}

function difference(a: DossierFile, b: DossierFile): 'changed' | 'unknown' | undefined {
  const [before, after] = [digestOf(a), digestOf(b)];
  if (before !== undefined && after !== undefined) return before === after ? undefined : 'changed';
  const [was, is] = [a.claimed?.gitBlob, b.claimed?.gitBlob];
  if (was !== undefined && is !== undefined) return was === is ? undefined : 'changed';
  return a.size === b.size ? 'unknown' : 'changed';
}

/** Of the bytes that were hashed; else as its hub claims, since a comparison trusts both sides alike. */
const digestOf = ({ sha256, claimed }: DossierFile): string | undefined => sha256 ?? claimed?.sha256;

/** New path to old path, for files whose content lies under another name now. Empty files say nothing. */
function renames(removed: readonly DossierFile[], added: readonly DossierFile[]): Map<string, string> {
  const byDigest = Map.groupBy(
    removed.filter((file) => digestOf(file) !== undefined && file.size > 0),
    digestOf,
  );
  const found = new Map<string, string>();
  for (const file of added) {
    const digest = digestOf(file);
    const from = digest === undefined ? undefined : byDigest.get(digest)?.shift();
    if (from !== undefined) found.set(file.path, from.path);
  }
  return found;
}

/**
 * Findings by fingerprint. A fingerprint holds the path: what was found in a file that only has another name now is the
 * same finding.
 */
export function matchFindings(a: Dossier, b: Dossier, files: FileChanges): FindingChanges {
  const oldName = new Map(files.changes.flatMap((file) => (file.change === 'renamed' ? [[file.path, file.from]] : [])));
  const left = Map.groupBy(a.findings, ({ fingerprint }) => fingerprint);
  const take = (finding: DossierFinding): DossierFinding | undefined => left.get(finding.fingerprint)?.shift();
  const pairs: { a: DossierFinding; b: DossierFinding }[] = [];
  const unmatched: DossierFinding[] = [];
  for (const finding of b.findings) {
    const before = take(finding);
    if (before === undefined) unmatched.push(finding);
    else pairs.push({ a: before, b: finding });
  }
  const gone = new Set([...left.values()].flat());
  const fresh: DossierFinding[] = [];
  for (const finding of unmatched) {
    const path = pathOf(finding.location);
    const from = path === undefined ? undefined : oldName.get(path);
    const before = from === undefined ? undefined : [...gone].find((old) => isMoved(old, finding, from));
    if (before === undefined) fresh.push(finding);
    else {
      gone.delete(before);
      pairs.push({ a: before, b: finding });
    }
  }
  return {
    same: pairs.length,
    new: fresh.toSorted(compareFindings),
    gone: [...gone].toSorted(compareFindings),
    severity: pairs.filter((pair) => pair.a.severity !== pair.b.severity),
  };
}

function isMoved(old: DossierFinding, now: DossierFinding, from: string): boolean {
  const { location: was } = old;
  const { location: is } = now;
  if (was.kind !== 'file' || is.kind !== 'file') return false;
  return (
    old.rule === now.rule &&
    old.title === now.title &&
    was.path === from &&
    was.member === is.member &&
    was.offset === is.offset &&
    was.tensor === is.tensor
  );
}
