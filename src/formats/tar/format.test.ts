import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { probeOf, readWith } from '../read.fixture.ts';
import { tarFormat } from './format.ts';
import { seeds } from './fuzz.ts';
import { type WrittenMember, writeTar } from './write.fixture.ts';

const read = (...members: WrittenMember[]) => readWith(tarFormat, writeTar({ members }), 'a.tar');
const A: WrittenMember = { name: 'a.txt', data: 'content' };

describe('tar archives', () => {
  it.each(seeds().map(({ name, bytes }) => [name, bytes] as const))('are read: %s', async (name, bytes) => {
    expect(tarFormat.identify(probeOf(name, bytes))).toBeDefined();
    const result = await readWith(tarFormat, bytes, name);
    expect(result.stopped).toBe(false);
    expect(result.codes.filter((code) => code !== 'tar.link')).toEqual([]);
    expect(structuredClone(result.structure)).toEqual(result.structure);
    for (const part of result.parts) expect(part.source.size).toBeGreaterThan(0);
  });

  it('give their members as parts', async () => {
    const result = await read(A, { name: 'd/', type: '5' }, { name: 'd/b', data: 'b'.repeat(600) });
    expect(result.parts.map(({ name, source }) => [name, source.size])).toEqual([
      ['a.txt', 7],
      ['d/b', 600],
    ]);
    expect(result.structure.members.map(({ kind }) => kind)).toEqual(['file', 'folder', 'file']);
  });

  it('are known as what torch wrote before 2017, and as NeMo models', async () => {
    const names = ['sys_info', 'pickle', 'storages', 'tensors'];
    expect((await read(...names.map((name) => ({ name, data: 'x' })))).structure.flavour).toBe('torch-tar');
    const nemo = ['./model_config.yaml', './model_weights.ckpt'];
    expect((await read(...nemo.map((name) => ({ name, data: 'x' })))).structure.flavour).toBe('nemo');
  });

  it('are not seen where there are none', () => {
    for (const bytes of [new Uint8Array(1024), Buffer.alloc(1024, 'text '), Buffer.from('ustar')])
      expect(tarFormat.identify(probeOf('a.tar', bytes))).toBeUndefined();
  });
});

describe('what a tar archive must not do is noted', () => {
  const cases: readonly (readonly [string, WrittenMember[], string[]])[] = [
    ['a name that climbs out', [{ name: '../../etc/passwd', data: 'x' }], ['tar.path-traversal']],
    ['an absolute name', [{ name: '/etc/passwd', data: 'x' }], ['tar.path-traversal']],
    ['a link out', [{ name: 'a', type: '2', target: '../../etc' }], ['tar.link-outside']],
    ['a hard link out', [{ name: 'd/a', type: '1', target: '../b' }], ['tar.link-outside']],
    ['a link within', [{ name: 'd/a', type: '2', target: '../b' }], ['tar.link']],
    ['a device', [{ name: 'a', type: '3' }], ['tar.device']],
    ['a pipe', [{ name: 'a', type: '6' }], ['tar.device']],
    ['a name twice', [A, A], ['tar.duplicate-name']],
    ['a name in another case', [A, { ...A, name: 'A.TXT' }], ['tar.similar-name']],
    ['another name in pax', [{ ...A, pax: { path: 'model.pkl' } }], ['tar.name-mismatch']],
    ['another long name', [{ ...A, longName: 'model.pkl' }], ['tar.name-mismatch']],
    ['another size in pax', [{ ...A, size: 512, pax: { size: '7' } }], ['tar.size-mismatch']],
    ['a wrong checksum at the start', [{ ...A, checksum: 1 }], ['tar.checksum']],
    ['a wrong checksum later', [A, { name: 'b', data: 'b', checksum: 1 }], ['tar.checksum']],
    ['a member past the end', [{ ...A, size: 9999 }], ['tar.truncated']],
    ['a pax header that does not add up', [{ name: 'x', type: 'x', data: '99 path=a\n' }], ['tar.malformed']],
  ];
  it.each(cases)('%s', async (_, members, codes) => {
    expect((await read(...members)).codes).toEqual(codes);
  });

  it('bytes after its end, as a part', async () => {
    const result = await readWith(tarFormat, writeTar({ members: [A], tail: 'PAYLOAD' }));
    expect(result.codes).toEqual(['tar.tail']);
    expect(result.parts.at(-1)).toMatchObject({ role: 'tail' });
    expect((await readWith(tarFormat, writeTar({ members: [A], zeros: 20 }))).codes).toEqual([]);
  });

  it('more members than tar.entries', async () => {
    const result = await readWith(tarFormat, writeTar({ members: [A, { ...A, name: 'b' }] }), 'a', {
      'tar.entries': 1,
    });
    expect(result.codes).toEqual(['tar.entries']);
    expect(result.parts).toHaveLength(1);
  });
});

it('throws nothing but InputError at any truncation or change', async () => {
  const bytes = seeds()[2]?.bytes ?? new Uint8Array();
  const safely = (input: Uint8Array) =>
    readWith(tarFormat, input).catch((error: unknown) => expect(error).toMatchObject({ name: 'InputError' }));
  for (let length = 0; length < bytes.length; length += 64) await safely(bytes.subarray(0, length));
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
      const changed = Uint8Array.from(bytes);
      changed[at] = value;
      await safely(changed);
    }),
  );
});
