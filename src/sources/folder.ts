import { type Dirent, lstatSync } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { UsageError } from '../core/errors.ts';
import { compareText } from '../core/finding.ts';
import type { Limits } from '../core/limits.ts';
import { systemReason } from './file-source.ts';
import type { Entry, Refusal, Subject } from './subject.ts';

/**
 * Lists a folder or a file, sorted by path. Links inside the subject are read where they point (once for each name, as
 * a hub's cache stores them); a link out of it, a device, a FIFO or a socket is reported and never opened. A folder
 * reached by a link is not entered, so that no cycle can form. Git's own folder at the root is named and not entered.
 * @throws UsageError where the subject does not exist
 */
export async function listSubject(path: string, limits: Limits): Promise<Subject> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new UsageError(`cannot examine ${JSON.stringify(path)}: ${systemReason(cause)}`);
  });
  const absolute = await realpath(path);
  const name = basename(absolute);
  if (!found.isDirectory()) {
    const entry: Entry = found.isFile()
      ? { path: basename(path), kind: 'file', size: found.size, open: { kind: 'local', absolute } }
      : { path: basename(path), kind: 'refused', reason: 'device', detail: 'a device, FIFO or socket' };
    return { name: basename(path), kind: 'file', entries: [entry] };
  }
  const walk: Walk = { root: absolute, allowed: linkRoots(absolute), limits, entries: [] };
  await visit(walk, absolute, 0);
  return { name, kind: 'folder', entries: walk.entries.toSorted((a, b) => compareText(a.path, b.path)) };
}

interface Walk {
  readonly root: string;
  readonly allowed: readonly string[];
  readonly limits: Limits;
  readonly entries: Entry[];
}

/**
 * Where a link may point: the subject itself and, for a snapshot folder of a hub cache
 * (`models--org--name/snapshots/<commit>`), that cache's own `blobs`.
 */
function linkRoots(root: string): string[] {
  const snapshots = dirname(root);
  return basename(snapshots) === 'snapshots' ? [root, join(dirname(snapshots), 'blobs')] : [root];
}

async function visit(walk: Walk, folder: string, depth: number): Promise<void> {
  const refuse = (at: string, reason: Refusal, detail: string): void => {
    walk.entries.push({ path: relativePath(walk.root, at), kind: 'refused', reason, detail });
  };
  if (depth > walk.limits['subject.depth']) return refuse(folder, 'limit', 'folders too deep (subject.depth)');
  let names: Dirent[];
  try {
    names = await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    return refuse(folder, 'unreadable', because(folder, cause));
  }
  for (const entry of names) {
    const at = join(folder, entry.name);
    if (walk.entries.length >= walk.limits['subject.files']) {
      return refuse(at, 'limit', 'too many files (subject.files)');
    }
    if (entry.isDirectory() && depth === 0 && entry.name === '.git') {
      // Else a clone would be read twice, and a commit that is long gone would fail a gate for ever.
      refuse(at, 'history', 'the history that git keeps beside the files, which no loader opens');
    } else if (entry.isDirectory()) await visit(walk, at, depth + 1);
    else if (entry.isSymbolicLink()) await visitLink(walk, at, refuse);
    else if (entry.isFile()) visitFile(walk, at, at, refuse);
    else refuse(at, 'device', 'a device, FIFO or socket');
  }
}

type Refuse = (at: string, reason: Refusal, detail: string) => void;

function visitFile(walk: Walk, at: string, absolute: string, refuse: Refuse): void {
  try {
    const { size } = lstatSync(absolute);
    walk.entries.push({ path: relativePath(walk.root, at), kind: 'file', size, open: { kind: 'local', absolute } });
  } catch (cause) {
    refuse(at, 'unreadable', because(at, cause));
  }
}

/** A name of other bytes than UTF-8 reaches us with marks in their place, and under that name there is nothing. */
function because(path: string, cause: unknown): string {
  return path.includes('\ufffd') ? 'its name, or that of a folder, is not UTF-8' : systemReason(cause);
}

async function visitLink(walk: Walk, at: string, refuse: Refuse): Promise<void> {
  let target: string;
  try {
    target = await realpath(at);
  } catch {
    return refuse(at, 'link-broken', 'a symbolic link that leads nowhere');
  }
  if (!walk.allowed.some((root) => target === root || target.startsWith(root + sep))) {
    return refuse(at, 'link-outside', 'a symbolic link that leaves the subject');
  }
  const found = await lstat(target);
  if (found.isFile()) return visitFile(walk, at, target, refuse);
  refuse(
    at,
    found.isDirectory() ? 'link-outside' : 'device',
    found.isDirectory() ? 'a link to a folder, not entered' : 'a link to a device',
  );
}

function relativePath(root: string, at: string): string {
  const path = relative(root, at);
  return path === '' ? '.' : path.split(sep).join('/');
}
