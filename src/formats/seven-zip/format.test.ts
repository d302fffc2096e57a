import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { probeOf, readWith } from '../read.fixture.ts';
import { sevenZipFormat } from './format.ts';
import { seeds } from './fuzz.ts';
import { WRITTEN, writeSevenZip } from './write.fixture.ts';

const A = { name: 'a.txt', data: 'content' };
const B = { name: 'b.pkl', data: 'pickle' };
const read = (archive: Parameters<typeof writeSevenZip>[0]) => readWith(sevenZipFormat, writeSevenZip(archive), 'a.7z');
const written = (name: string) => Uint8Array.from(Buffer.from(WRITTEN[name] ?? '', 'base64'));

describe('7z archives', () => {
  it.each(seeds().map(({ name, bytes }) => [name, bytes] as const))('are read: %s', async (name, bytes) => {
    expect(sevenZipFormat.identify(probeOf(name, bytes))).toBe('magic');
    const result = await readWith(sevenZipFormat, bytes, name);
    expect(result.codes).toEqual([]);
    expect(structuredClone(result.structure)).toEqual(result.structure);
    const contents = await Promise.all(result.parts.map(({ source }) => source.read(0, source.size)));
    expect(Buffer.from(contents[0] ?? []).toString()).toBe('hello hello hello');
    expect(Buffer.from(contents[1] ?? []).toString('hex')).toBe('80027d710058010000006171014b01732e');
    expect(result.parts.map((part) => part.name)).toEqual(['a.txt', 'd/model.pkl']);
  });

  it('that are encrypted, or packed in a way that is not read, stop with a message', async () => {
    expect((await readWith(sevenZipFormat, written('aes'))).anomalies).toMatchObject([
      { code: 'seven-zip.encrypted', stops: true },
    ]);
    await expect(readWith(sevenZipFormat, written('aes-header'))).rejects.toMatchObject({ fault: 'unsupported' });
    const other = await readWith(sevenZipFormat, written('ppmd'));
    expect(other.anomalies).toMatchObject([{ code: 'seven-zip.unsupported', stops: true }]);
    expect(other.structure.methods).toEqual(['PPMd']);
  });
});

describe('what a 7z archive must not do is noted', () => {
  it.each([
    ['a name that climbs out', { members: [{ ...A, name: '..\\..\\a' }] }, ['seven-zip.path-traversal']],
    ['an absolute name', { members: [{ ...A, name: 'C:/a' }] }, ['seven-zip.path-traversal']],
    ['a link', { members: [{ name: 'a', data: '/etc/passwd', mode: 0o120777 }] }, ['seven-zip.link']],
    ['a name twice', { members: [A, A] }, ['seven-zip.duplicate-name']],
    ['a name in another case', { members: [A, { ...A, name: 'A.TXT' }] }, ['seven-zip.similar-name']],
    ['bytes behind it', { members: [A], tail: 'PAYLOAD' }, ['seven-zip.tail']],
    ['bytes within it', { members: [A], gap: 'PAYLOAD' }, ['seven-zip.gap']],
    ['a size that is too large', { members: [A, B], size: 99 }, ['seven-zip.truncated']],
    ['broken data', { members: [A], method: 'deflate', packed: Uint8Array.of(7, 7) }, ['seven-zip.malformed']],
    ['other data', { members: [A], packed: Buffer.from('CONTENT') }, ['seven-zip.checksum']],
    ['an unknown method', { members: [A], id: 'abcdef' }, ['seven-zip.unsupported']],
  ] as const)('%s', async (_, archive, codes) => {
    expect((await read(archive)).codes).toEqual(codes);
  });

  it('keeps to its limits', async () => {
    await expect(
      readWith(sevenZipFormat, writeSevenZip({ members: [A, B] }), 'a', { 'seven-zip.entries': 1 }),
    ).rejects.toMatchObject({ fault: 'limit' });
    await expect(
      readWith(sevenZipFormat, writeSevenZip({ members: [A] }), 'a', { 'seven-zip.header': 10 }),
    ).rejects.toMatchObject({ fault: 'limit' });
    const bomb = await readWith(
      sevenZipFormat,
      writeSevenZip({ members: [{ ...A, data: new Uint8Array(500_000) }], method: 'deflate' }),
      'a',
      { 'expanded.bytes': 100_000 },
    );
    expect(bomb.codes).toEqual(['seven-zip.expanded']);
  });
});

it('throws nothing but InputError at any truncation or change', async () => {
  const safely = (input: Uint8Array) =>
    readWith(sevenZipFormat, input).catch((error: unknown) => expect(error).toMatchObject({ name: 'InputError' }));
  for (const { bytes } of seeds().slice(0, 3)) {
    for (let length = 0; length < bytes.length; length += 3) await safely(bytes.subarray(0, length));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = value;
        await safely(changed);
      }),
    );
  }
});
