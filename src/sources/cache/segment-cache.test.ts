import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SegmentCache } from './segment-cache.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytes = new Uint8Array(1000).fill(7);
async function open(most = 1e6): Promise<SegmentCache> {
  const cache = await SegmentCache.open(folder, most);
  if (cache === undefined) throw new Error('no cache');
  return cache;
}
const files = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
const onlyFile = (): string => {
  const [path] = files();
  if (path === undefined) throw new Error('no segment');
  return path;
};

describe('a cache of segments', () => {
  it('gives back what it was given, under the same name, place and length alone', async () => {
    await (await open()).write('key', 16, bytes);
    const cache = await open();
    expect(await cache.read('key', 16, 1000)).toEqual(bytes);
    for (const [key, at, length] of [
      ['other', 16, 1000],
      ['key', 17, 1000],
      ['key', 16, 999],
    ] as const)
      expect(await cache.read(key, at, length)).toBeUndefined();
  });

  it('is for its owner alone', async () => {
    await (await open()).write('key', 0, bytes);
    expect(statSync(onlyFile()).mode & 0o077).toBe(0);
    expect(statSync(join(folder, 'segments-1')).mode & 0o077).toBe(0);
  });

  it('takes a broken segment for a miss, and forgets it', async () => {
    const cache = await open();
    await cache.write('key', 0, bytes);
    const damage = Buffer.alloc(1032, 1);
    writeFileSync(onlyFile(), damage);
    expect(await cache.read('key', 0, 1000)).toBeUndefined();
    expect(files()).toEqual([]);
  });

  it('does not believe a segment that was put under another name', async () => {
    const cache = await open();
    await cache.write('harmless', 0, bytes);
    const path = onlyFile();
    const content = (await import('node:fs')).readFileSync(path);
    await cache.write('other', 0, new Uint8Array(1000).fill(9));
    const other = files().find((one) => one !== path) ?? '';
    writeFileSync(other, content);
    expect(await cache.read('other', 0, 1000)).toBeUndefined();
  });

  it.each<[string, (path: string) => void]>([
    ['cut short', (path) => truncateSync(path, 10)],
    ['empty', (path) => truncateSync(path, 0)],
    ['a link', (path) => (rmSync(path), symlinkSync('/dev/zero', path))],
    ['a folder', (path) => (rmSync(path), void (rmSync(path, { force: true }), symlinkSync(tmpdir(), path)))],
  ])('takes one that is %s for a miss', async (_, damage) => {
    const cache = await open();
    await cache.write('key', 0, bytes);
    damage(onlyFile());
    expect(await cache.read('key', 0, 1000)).toBeUndefined();
  });

  it.skipIf(process.getuid === undefined)('is not used where others can write to it', async () => {
    await open();
    chmodSync(join(folder, 'segments-1'), 0o777);
    expect(await SegmentCache.open(folder, 1e6)).toBeUndefined();
  });

  it('that cannot be made is none', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await SegmentCache.open(join(folder, 'file'), 1e6)).toBeUndefined();
  });

  it('forgets what was used longest ago once it is too large, and never holds more than a run may write', async () => {
    const first = await open(5000);
    for (const key of ['a', 'b', 'c', 'd']) await first.write(key, 0, bytes);
    await first.close();
    for (const [i, path] of files().entries()) utimesSync(join(path, '..'), 1000 + i, 1000 + i);
    const second = await open(5000);
    for (const key of ['e', 'f', 'g', 'h', 'i', 'j', 'k']) await second.write(key, 0, bytes);
    await second.close();
    const left = files().reduce((sum, path) => sum + statSync(path).size, 0);
    expect(left).toBeLessThanOrEqual(5000);
    expect(await second.read('h', 0, 1000)).toEqual(bytes);
    expect(await second.read('k', 0, 1000)).toBeUndefined();
  });
});
