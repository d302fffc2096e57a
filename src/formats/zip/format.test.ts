import { describe, expect, it } from 'vitest';
import { codes, readZip } from './reading.fixture.ts';
import { HARMLESS, torchMembers, writeZip } from './write.fixture.ts';

const TEXT = Buffer.from('again and again '.repeat(100));
const A = { name: 'a', data: HARMLESS };
const B = { name: 'b', data: TEXT, method: 8 } as const;

describe('limits', () => {
  it('zip.entries', async () => {
    const read = await readZip(writeZip({ members: [A, B, { ...A, name: 'c' }] }), { 'zip.entries': 2 });
    expect(read.structure).toMatchObject({ memberCount: 3, members: [{ name: 'a' }, { name: 'b' }] });
    expect(read.anomalies.find(({ code }) => code === 'zip.entries')?.stops).toBe(true);
  });

  it('zip.inflated', async () => {
    const read = await readZip(writeZip({ members: [B, { ...B, name: 'c' }] }), { 'expanded.bytes': 2_000 });
    expect(codes(read)).toContain('zip.inflated');
  });

  it('zip.ratio', async () => {
    expect(codes(await readZip(writeZip({ members: [B] }), { 'zip.ratio': 2 }))).toContain('zip.ratio');
  });

  // https://www.bamsoftware.com/hacks/zipbomb/ : one kernel under many overlapping headers.
  it('overlapping members are told, and are not read without end', async () => {
    const kernel = Buffer.alloc(1_000_000);
    const members = [
      { name: 'k', data: kernel },
      ...Array.from({ length: 100 }, (_, i) => ({ name: `m${i}`, data: kernel, absent: true, central: { offset: 0 } })),
    ];
    const read = await readZip(writeZip({ members }), { 'expanded.bytes': 5_000_000 });
    expect(codes(read)).toEqual(['zip.inflated', 'zip.name-mismatch', 'zip.overlap']);
    expect(read.parts.length).toBeLessThan(10);
  });
});

describe('torch archives', () => {
  it('are recognised, with their records, and their storages are left alone', async () => {
    const { structure, parts } = await readZip(writeZip({ members: torchMembers(HARMLESS, 3) }));
    expect(structure).toMatchObject({
      flavour: 'torch-zip',
      root: 'archive',
      torch: { version: '3', byteorder: 'little' },
      storages: { count: 3, bytes: 192 },
    });
    expect(parts.map(({ name }) => name)).toEqual([
      'archive/data.pkl',
      'archive/byteorder',
      'archive/version',
      'archive/.data/serialization_id',
    ]);
  });

  it('with code are TorchScript; arrays alone are npz', async () => {
    const script = [...torchMembers(HARMLESS), { name: 'archive/code/__torch__.py', data: TEXT, method: 8 as const }];
    expect((await readZip(writeZip({ members: script }))).structure.flavour).toBe('torchscript');
    expect((await readZip(writeZip({ members: [{ ...A, name: 'x.npy' }] }))).structure.flavour).toBe('npz');
  });
});

describe('bytes that no directory accounts for', () => {
  it('are searched as far as the limit expanded.bytes allows, and not silently less', async () => {
    const read = await readZip(writeZip({ members: [A, { ...B, gap: Buffer.alloc(600_000, 7) }] }), {
      'expanded.bytes': 300_000,
    });
    expect(codes(read)).toContain('zip.unscanned');
  });

  it('hide nothing behind a header that claims more than there is', async () => {
    const claims = { compressedSize: 1e9, size: 1e9 };
    const read = await readZip(
      writeZip({
        members: [
          A,
          { ...A, name: 'lie', local: claims, central: null },
          { ...A, name: 'c.pkl', central: null },
          { ...A, name: 'z' },
        ],
      }),
    );
    expect(read.structure.members.map(({ name, listed }) => `${name} ${listed}`)).toEqual([
      'a both',
      'lie local',
      'c.pkl local',
      'z both',
    ]);
  });
});
