import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError, UsageError } from '../core/errors.ts';
import { resolveLimits } from '../core/limits.ts';
import { openFile } from './file-source.ts';
import { listSubject } from './folder.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'assay-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const list = async (path = root) =>
  (await listSubject(path, resolveLimits())).entries.map((entry) => [
    entry.path,
    entry.kind === 'file' ? 'file' : entry.reason,
  ]);

describe('listing a subject', () => {
  it('says that a name is not UTF-8 where nothing answers to it', async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${root}/bad`), Buffer.from([0xff]), Buffer.from('.pkl')]), 'x');
    const { entries } = await listSubject(root, resolveLimits());
    expect(entries).toEqual([
      {
        path: 'bad\ufffd.pkl',
        kind: 'refused',
        reason: 'unreadable',
        detail: 'its name, or that of a folder, is not UTF-8',
      },
    ]);
  });

  it('gives files of folders in the order of their paths, with /', async () => {
    mkdirSync(join(root, 'b/c'), { recursive: true });
    for (const name of ['b/c/2', 'b/1', 'a']) writeFileSync(join(root, name), 'x');
    expect(await list()).toEqual([
      ['a', 'file'],
      ['b/1', 'file'],
      ['b/c/2', 'file'],
    ]);
  });

  it('names the folder of git at the root and does not enter it', async () => {
    mkdirSync(join(root, '.git/objects'), { recursive: true });
    mkdirSync(join(root, 'part/.git'), { recursive: true });
    for (const name of ['.git/HEAD', 'part/.git/HEAD', '.gitignore']) writeFileSync(join(root, name), 'x');
    expect(await list()).toEqual([
      ['.git', 'history'],
      ['.gitignore', 'file'],
      ['part/.git/HEAD', 'file'],
    ]);
  });

  it('reports links out of the subject, broken links, FIFOs, and never follows or opens them', async () => {
    symlinkSync('/etc/hostname', join(root, 'out'));
    symlinkSync('/etc', join(root, 'folder'));
    symlinkSync(join(root, 'nowhere'), join(root, 'broken'));
    symlinkSync('/dev/zero', join(root, 'zero'));
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expect(await list()).toEqual([
      ['broken', 'link-broken'],
      ['folder', 'link-outside'],
      ['out', 'link-outside'],
      ['pipe', 'device'],
      ['zero', 'link-outside'],
    ]);
  });

  it('reads links inside the subject and does not enter a link to a folder of it', async () => {
    mkdirSync(join(root, 'real'));
    writeFileSync(join(root, 'real/file'), 'x');
    symlinkSync('real/file', join(root, 'link'));
    symlinkSync('..', join(root, 'real/loop'));
    expect(await list()).toEqual([
      ['link', 'file'],
      ['real/file', 'file'],
      ['real/loop', 'link-outside'],
    ]);
  });

  it('reads a snapshot of a hub cache, whose files are links into its blobs', async () => {
    const snapshot = join(root, 'models--org--name/snapshots/abc');
    mkdirSync(snapshot, { recursive: true });
    mkdirSync(join(root, 'models--org--name/blobs'));
    writeFileSync(join(root, 'models--org--name/blobs/123'), 'x');
    symlinkSync('../../blobs/123', join(snapshot, 'model.bin'));
    expect(await list(snapshot)).toEqual([['model.bin', 'file']]);
  });

  it('says what is wrong with a subject that is not there', async () => {
    await expect(list(join(root, 'missing'))).rejects.toThrow(UsageError);
  });

  it('stops at folders too deep and at too many files, and says so', async () => {
    mkdirSync(join(root, 'a/b/c/d'), { recursive: true });
    writeFileSync(join(root, 'a/b/c/d/file'), 'x');
    const { entries } = await listSubject(root, resolveLimits({ 'subject.depth': 2 }));
    expect(entries.map((entry) => entry.kind)).toEqual(['refused']);
  });
});

describe('opening a file', () => {
  it('does not follow a link and does not wait for a FIFO', () => {
    execFileSync('mkfifo', [join(root, 'pipe')]);
    symlinkSync('/etc/hostname', join(root, 'link'));
    expect(() => openFile(join(root, 'pipe'), 'pipe')).toThrow(InputError);
    expect(() => openFile(join(root, 'link'), 'link')).toThrow('symbolic link');
  });

  it.skipIf(process.getuid?.() === 0)('reports a file without permission', () => {
    writeFileSync(join(root, 'secret'), 'x');
    chmodSync(join(root, 'secret'), 0);
    expect(() => openFile(join(root, 'secret'), 'secret')).toThrow('permission denied');
  });

  it('notices a file that shrinks or grows while it is read', async () => {
    const path = join(root, 'file');
    writeFileSync(path, Buffer.alloc(100_000));
    const file = openFile(path, 'file');
    truncateSync(path, 10);
    await expect(file.read(50_000, 1000)).rejects.toThrow('shrank');
    appendFileSync(path, 'more');
    expect(file.changed()).toBe(true);
    file.close();
  });

  it('gives nothing beyond the end', async () => {
    writeFileSync(join(root, 'file'), 'abc');
    const file = openFile(join(root, 'file'), 'file');
    expect(await file.read(1, 100)).toEqual(new Uint8Array(Buffer.from('bc')));
    expect((await file.read(3, 1)).length).toBe(0);
    expect((await file.read(10, 1)).length).toBe(0);
    file.close();
  });
});
