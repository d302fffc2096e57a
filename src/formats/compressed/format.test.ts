import { deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { VECTORS } from '../../codecs/vectors.fixture.ts';
import { probeOf, readWith } from '../read.fixture.ts';
import { compressedFormat } from './format.ts';
import { seeds } from './fuzz.ts';

const bytesOf = async (result: Awaited<ReturnType<typeof readWith>>): Promise<string> => {
  const [part] = result.parts;
  return part === undefined ? '' : Buffer.from(await part.source.read(0, part.source.size)).toString('latin1');
};
const identify = (bytes: Uint8Array, name = 'file') => compressedFormat.identify(probeOf(name, bytes));

describe('compressed files', () => {
  it.each(seeds().map(({ name, bytes }) => [name, bytes] as const))('reads %s', async (name, bytes) => {
    expect(identify(bytes)).toBeDefined();
    const result = await readWith(compressedFormat, bytes, name);
    expect(result.stopped).toBe(false);
    expect(result.parts).toHaveLength(1);
    expect((await bytesOf(result)).length).toBe(result.structure.size);
    expect(structuredClone(result.structure)).toEqual(result.structure);
  });

  it('names the part as the file without its ending', async () => {
    const names = ['model.pkl.gz', 'repo.tgz', 'plain.joblib', '.gz'];
    const parts = await Promise.all(names.map((name) => readWith(compressedFormat, gzipSync('content'), name)));
    expect(parts.map((read) => read.parts[0]?.name)).toEqual(['model.pkl', 'repo.tar', 'plain.joblib', '.gz']);
  });

  it('reads tens of thousands of empty gzip members in one memory', async () => {
    const empty = gzipSync('');
    const many = Buffer.concat([...Array.from({ length: 30_000 }, () => empty), gzipSync('content')]);
    const result = await readWith(compressedFormat, many, 'a.gz');
    expect([result.structure.members, await bytesOf(result)]).toEqual([30_001, 'content']);
  });

  it('does not let a gzip member reach back into the one before', async () => {
    const whole = deflateRawSync('abcabcabc', { dictionary: Buffer.from('abcabcabc') });
    const reaching = Buffer.concat([gzipSync('').subarray(0, 10), whole, Buffer.alloc(8)]);
    const result = await readWith(compressedFormat, Buffer.concat([gzipSync('abcabcabc'), reaching]), 'a.gz');
    expect(result.stopped).toBe(true);
    expect(await bytesOf(result)).toBe('abcabcabc');
  });

  it('takes no text and no numbers for compressed', () => {
    for (const text of ['x^2 + y^2 = z^2, as everybody knows', 'x\x9c', 'x\x01', 'BZh', 'BZh9 is a header', ']\0\0'])
      expect(identify(Buffer.from(text, 'latin1')), text).toBeUndefined();
    expect(identify(new Uint8Array(4096))).toBeUndefined();
    expect(identify(Buffer.from(`x^${'2 + 3'.repeat(900)}`))).toBeUndefined();
  });

  it('knows what Python opens although no encoder writes it so', async () => {
    const reserved = gzipSync('content');
    reserved[3] = 0xe0;
    const gzip = await readWith(compressedFormat, reserved);
    expect([await bytesOf(gzip), gzip.codes]).toEqual(['content', ['compressed.header']]);
    const odd = Buffer.from(VECTORS['lzma'] ?? '', 'base64');
    odd.writeUInt32LE(12_345_600, 1);
    expect(identify(odd)).toBe('structure');
    expect((await readWith(compressedFormat, odd)).structure.size).toBe(6000);
  });

  it.each([4, 9000])('knows what lies behind a frame of %i bytes that decoders pass over', async (length) => {
    const skippable = Buffer.alloc(8 + length);
    skippable.writeUInt32LE(0x184d2a53);
    skippable.writeUInt32LE(length, 4);
    const zstd = Buffer.concat([skippable, skippable, zstdCompressSync('z')]);
    expect(identify(zstd)).toBeDefined();
    expect(await bytesOf(await readWith(compressedFormat, zstd))).toBe('z');
    const lz4 = Buffer.concat([skippable, Buffer.from(VECTORS['lz4'] ?? '', 'base64')]);
    expect(identify(lz4)).toBeDefined();
    const read = await readWith(compressedFormat, lz4);
    expect([read.structure.flavour, read.structure.size]).toEqual(['lz4', 6000]);
    expect(identify(skippable)).toBeUndefined();
  });

  it('gives what precedes a break, and says where it breaks', async () => {
    const whole = Buffer.from(VECTORS['xz'] ?? '', 'base64');
    const cut = await readWith(compressedFormat, whole.subarray(0, whole.length - 100));
    expect(cut.codes).toEqual(['compressed.truncated']);
    expect(cut.stopped).toBe(true);
    expect((await bytesOf(cut)).length).toBeGreaterThan(1000);
  });

  it('hands on what follows the data, and tells padding from it', async () => {
    const tail = await readWith(compressedFormat, Buffer.concat([zstdCompressSync('a'), Buffer.from('PAYLOAD')]));
    expect(tail.codes).toEqual(['compressed.tail']);
    expect(tail.parts.map(({ role }) => role)).toEqual(['member', 'tail']);
    const zero = await readWith(compressedFormat, Buffer.concat([zstdCompressSync('a'), Buffer.alloc(16)]));
    expect(zero.codes).toEqual(['compressed.padding']);
    const two = await readWith(compressedFormat, Buffer.concat([gzipSync('a'), gzipSync('b')]));
    expect(two.codes).toEqual(['compressed.members']);
    expect(await bytesOf(two)).toBe('ab');
  });

  it('stops at expanded.bytes with what it has', async () => {
    const bomb = gzipSync(Buffer.alloc(3_000_000));
    const result = await readWith(compressedFormat, bomb, 'zeros.gz', { 'expanded.bytes': 1_000_000 });
    expect(result.codes).toEqual(['compressed.expanded']);
    expect(result.structure.size).toBeGreaterThan(500_000);
    expect(result.stopped).toBe(true);
  });

  it('notes a name in the header that climbs out', async () => {
    const plain = gzipSync('x');
    const named = Buffer.concat([plain.subarray(0, 10), Buffer.from('../../.bashrc\0'), plain.subarray(10)]);
    named[3] = 8;
    const result = await readWith(compressedFormat, named);
    expect(result.codes).toEqual(['compressed.path-traversal']);
    expect(await bytesOf(result)).toBe('x');
  });

  it('throws nothing but InputError at any truncation', async () => {
    for (const whole of [gzipSync('hello hello'), deflateSync('hello hello hello')])
      for (let length = 0; length <= whole.length; length++)
        await readWith(compressedFormat, whole.subarray(0, length)).catch((error: unknown) =>
          expect(error).toMatchObject({ name: 'InputError' }),
        );
  });
});
