import { describe, expect, it } from 'vitest';
import { codes, readZip } from './reading.fixture.ts';
import { HARMLESS, numbers, type WrittenZip, writeZip } from './write.fixture.ts';

const TEXT = Buffer.from('again and again '.repeat(100));
const A = { name: 'a', data: HARMLESS };
const B = { name: 'b', data: TEXT, method: 8 } as const;

/** What each lie is called. Every member that has data must still be read. */
const LIES: readonly (readonly [string, WrittenZip, readonly string[]])[] = [
  ['nothing', { members: [A, B], comment: Buffer.from('hello') }, []],
  ['nothing, with zip64 records', { members: [A, B], zip64: true }, []],
  [
    'nothing, with descriptors',
    {
      members: [
        { ...A, descriptor: 'signed' },
        { ...B, descriptor: 'unsigned' },
      ],
    },
    [],
  ],
  ['other flags', { members: [{ ...A, local: { flags: 0x800 } }] }, ['zip.flags-mismatch']],
  ['another method', { members: [{ ...A, local: { method: 8 } }] }, ['zip.method-lie', 'zip.method-mismatch']],
  [
    'a stored pickle called deflated',
    { members: [{ ...A, local: { method: 8 }, central: { method: 8 } }] },
    ['zip.method-lie'],
  ],
  ['stored data of two sizes', { members: [{ ...A, local: { size: 5 }, central: { size: 5 } }] }, ['zip.method-lie']],
  [
    'an unknown method',
    { members: [{ ...A, local: { method: 98 }, central: { method: 98 } }] },
    ['zip.unsupported-method'],
  ],
  ['another checksum in one header', { members: [{ ...A, local: { crc: 5 } }] }, ['zip.crc-header-mismatch']],
  ['another size in one header', { members: [{ ...B, local: { size: 5 } }] }, ['zip.size-header-mismatch']],
  ['a wrong size in both', { members: [{ ...B, local: { size: 5 }, central: { size: 5 } }] }, ['zip.size-mismatch']],
  [
    'a size beyond what deflate can make',
    { members: [{ ...B, local: { size: 9e8 }, central: { size: 9e8 } }] },
    ['zip.ratio', 'zip.size-mismatch'],
  ],
  ['a wrong descriptor', { members: [{ ...A, descriptor: 'wrong' }] }, ['zip.descriptor-mismatch']],
  [
    'bytes after the deflate stream',
    { members: [{ ...B, raw: Buffer.concat([Buffer.from('030007070707', 'hex')]), data: new Uint8Array(0) }] },
    ['zip.deflate-tail'],
  ],
  ['one name twice', { members: [A, { ...A, data: TEXT }] }, ['zip.duplicate-name']],
  ['one name in two cases', { members: [A, { ...A, name: 'A' }] }, ['zip.similar-name']],
  [
    'one name with a dot folder',
    {
      members: [
        { ...A, name: 'x/a' },
        { ...A, name: 'x/./a' },
        { ...A, name: 'x\\a' },
      ],
    },
    ['zip.similar-name'],
  ],
  ['a name that climbs', { members: [{ ...A, name: 'x/../../a' }] }, ['zip.path-traversal']],
  ['an absolute name', { members: [{ ...A, name: '/a' }] }, ['zip.path-traversal']],
  ['a drive letter', { members: [{ ...A, name: 'C:a' }] }, ['zip.path-traversal']],
  ['a backslash climb', { members: [{ ...A, name: '..\\a' }] }, ['zip.path-traversal']],
  ['a NUL in a name', { members: [{ ...A, name: 'a.pkl\0.txt' }] }, ['zip.name-nul']],
  [
    'a name that is not UTF-8',
    { members: [{ ...A, name: Buffer.from([0x61, 0xff]), flags: 0x800 }] },
    ['zip.name-encoding'],
  ],
  ['a symbolic link', { members: [{ ...A, central: { attributes: 0o120777 * 65_536 } }] }, ['zip.symlink']],
  ['a folder with data', { members: [{ ...A, name: 'a/' }] }, ['zip.folder-with-data']],
  ['a member on another disk', { members: [{ ...A, central: { disk: 3 } }] }, ['zip.multi-disk']],
  ['a split archive', { members: [A], end: { disk: 2 } }, ['zip.multi-disk']],
  ['a broken extra field', { members: [{ ...A, central: { extra: numbers([2, 1], [2, 900]) } }] }, ['zip.extra']],
  [
    'a member hidden from the directory',
    { members: [A, { ...B, central: null }, { ...A, name: 'c' }] },
    ['zip.hidden-member'],
  ],
  [
    'a hidden member of unknown size',
    {
      members: [
        A,
        { ...B, descriptor: 'signed', central: null },
        { ...A, name: 'c', descriptor: 'signed', central: null },
      ],
    },
    ['zip.hidden-member'],
  ],
  ['a member without a local header', { members: [A, { ...B, absent: true }] }, ['zip.local-missing']],
  [
    'two members on the same bytes',
    { members: [A, { ...A, name: 'c', absent: true, central: { offset: 0 } }] },
    ['zip.name-mismatch', 'zip.overlap'],
  ],
  ['bytes before', { members: [A, B], prefix: Buffer.from('#!/bin/sh\n') }, ['zip.prefix']],
  [
    'bytes before that offsets count',
    { members: [A, B], prefix: Buffer.from('#!/bin/sh\n'), prefixCounted: true },
    ['zip.prefix'],
  ],
  ['bytes after', { members: [A, B], suffix: HARMLESS }, ['zip.suffix']],
  ['bytes between', { members: [A, { ...B, gap: HARMLESS }] }, ['zip.gap']],
  ['bytes before the directory', { members: [A, B], beforeDirectory: HARMLESS }, ['zip.gap']],
  ['padding between', { members: [A, { ...B, gap: new Uint8Array(100) }] }, []],
  ['a longer count', { members: [A, B], end: { entries: 3 } }, ['zip.entry-count']],
  ['a shorter count', { members: [A, B], end: { entries: 1 } }, ['zip.entry-count']],
  ['a shorter directory size', { members: [A, B], end: { size: 60 } }, ['zip.directory-size']],
  ['a comment cut short', { members: [A], end: { commentLength: 9 } }, ['zip.comment-truncated']],
  [
    'an end signature in the comment',
    { members: [A], comment: Buffer.from('PK\x05\x06 lies here, and goes nowhere', 'latin1') },
    ['zip.comment-signature'],
  ],
  [
    'zip64 records that say otherwise',
    { members: [A], zip64: { entries: 7 } },
    ['zip.entry-count', 'zip.zip64-mismatch'],
  ],
  ['a zip64 locator that leads elsewhere', { members: [A], zip64: { locator: 3 } }, ['zip.zip64-mismatch']],
];

describe('what is said of an archive', () => {
  it.each(LIES)('with %s', async (_, zip, expected) => {
    const read = await readZip(writeZip(zip));
    expect(codes(read)).toEqual(expected);
    for (const { name, data, absent, raw } of zip.members) {
      const held = read.parts.filter(
        (part) =>
          Buffer.from(name).toString('latin1') === Buffer.from(part.name, 'latin1').toString('latin1') ||
          part.name === name,
      );
      if (absent !== true && raw === undefined)
        expect(held.some((part) => Buffer.from(part.bytes).equals(data))).toBe(true);
    }
  });

  it('gives bytes outside of the members as parts', async () => {
    for (const zip of [{ prefix: HARMLESS }, { suffix: HARMLESS }, { beforeDirectory: HARMLESS }]) {
      const { parts } = await readZip(writeZip({ members: [A, B], ...zip }));
      expect(parts.filter(({ role }) => role === 'tail').map(({ bytes }) => Buffer.from(bytes))).toEqual([
        Buffer.from(HARMLESS),
      ]);
    }
  });

  it('tells another name in a Unicode-path field', async () => {
    const extra = Buffer.concat([
      numbers([2, 0x7075], [2, 10]),
      Buffer.from([1]),
      numbers([4, 0xe8b7be43]),
      Buffer.from('b.pkl'),
    ]);
    const read = await readZip(writeZip({ members: [{ ...A, central: { extra } }] }));
    expect(codes(read)).toEqual(['zip.unicode-path']);
  });

  it('reads both directories where two end records lead to two', async () => {
    const first = writeZip({ members: [{ name: 'first.pkl', data: HARMLESS }] });
    const read = await readZip(Buffer.concat([first, writeZip({ members: [{ name: 'second.pkl', data: TEXT }] })]));
    expect(codes(read)).toContain('zip.several-directories');
    expect(read.parts.map(({ name }) => name)).toEqual(expect.arrayContaining(['first.pkl', 'second.pkl']));
    expect(read.structure.directories).toHaveLength(2);
  });

  it('reads both directories where the offset leads to one and the size to another', async () => {
    const real = writeZip({
      members: [
        { name: 'shown.txt', data: TEXT },
        { name: 'hidden.pkl', data: HARMLESS },
      ],
    });
    const start = real.length - 22 - (46 + 9) - (46 + 10);
    const lie = Buffer.concat([
      real.subarray(0, -22),
      numbers([4, 0x06054b50], [4, 0], [2, 1], [2, 1], [4, 46 + 10], [4, start], [2, 0]),
    ]);
    expect(codes(await readZip(lie))).toContain('zip.several-directories');
  });

  it('does not take an archive stored inside for a second end', async () => {
    const inner = writeZip({ members: [A, B] });
    expect(codes(await readZip(writeZip({ members: [{ name: 'inner.zip', data: inner }] })))).toEqual([]);
  });

  it('decodes names by their flag', async () => {
    const read = await readZip(
      writeZip({
        members: [
          { ...A, name: 'ü', flags: 0x800 },
          { ...A, name: Buffer.from([0x81]) },
        ],
      }),
    );
    expect(read.structure.members.map(({ name }) => name)).toEqual(['ü', 'ü']);
  });

  it('holds back the many that are alike', async () => {
    const members = Array.from({ length: 200 }, (_, i) => ({ ...A, name: `../${i}` }));
    const { anomalies } = await readZip(writeZip({ members }));
    expect(anomalies).toHaveLength(51);
    expect(anomalies.at(-1)?.message).toBe('and 150 more of the same');
  });
});
