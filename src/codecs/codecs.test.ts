import { deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveLimits } from '../core/limits.ts';
import { bzip2 } from './bzip2.ts';
import type { Codec } from './codec.ts';
import { expand } from './codec.fixture.ts';
import { gzip } from './gzip.ts';
import { lz4 } from './lz4.ts';
import { lzmaAlone } from './lzma.ts';
import { sampleCode, sampleData, VECTORS, X86_VECTOR } from './vectors.fixture.ts';
import { xz } from './xz.ts';
import { zfile } from './zfile.ts';
import { zlib } from './zlib.ts';
import { zstd } from './zstd.ts';

const limits = resolveLimits();
const SAMPLE = sampleData(6000);
const zf = (data: Uint8Array, claimed = data.length): Uint8Array =>
  Buffer.concat([Buffer.from(`ZF${`0x${claimed.toString(16)}`.padEnd(19)}`), deflateSync(data)]);

const VECTOR_CODECS: readonly [RegExp, Codec][] = [
  [/^bz2/, bzip2],
  [/^lzma/, lzmaAlone(limits)],
  [/^xz/, xz(limits)],
  [/^lz4/, lz4],
  [/^zstd/, zstd],
];
const made: readonly (readonly [string, Codec, Uint8Array])[] = [
  ...Object.entries(VECTORS).map(([name, text]) => {
    const codec = VECTOR_CODECS.find(([prefix]) => prefix.test(name))?.[1] ?? bzip2;
    return [name, codec, Uint8Array.from(Buffer.from(text, 'base64'))] as const;
  }),
  ['gzip', gzip, Uint8Array.from(gzipSync(SAMPLE))],
  ['gzip of two', gzip, Buffer.concat([gzipSync(SAMPLE.subarray(0, 999)), gzipSync(SAMPLE.subarray(999))])],
  ['zlib', zlib, Uint8Array.from(deflateSync(SAMPLE))],
  ['zstd by node', zstd, Uint8Array.from(zstdCompressSync(SAMPLE))],
  ['zfile', zfile, zf(SAMPLE)],
];

describe.each(made)('%s', (name, codec, compressed) => {
  it('decodes to what was compressed, and to the last byte', async () => {
    const out = await expand(codec, compressed);
    expect(out.fault).toBeUndefined();
    expect(out.bytes.equals(SAMPLE)).toBe(true);
    expect(out.consumed).toBe(compressed.length);
    expect(out.remarks ?? []).toEqual([]);
  });

  it('knows where it ends', async () => {
    const out = await expand(codec, Buffer.concat([compressed, Buffer.from('tail that is none of it')]));
    expect(out.bytes.equals(SAMPLE)).toBe(true);
    expect(out.fault).toBeUndefined();
    expect(out.consumed).toBe(compressed.length);
  });

  it('gives a prefix and a fault, or all of it, where it is cut', async () => {
    const step = compressed.length > 900 ? 7 : 3;
    for (let length = 0; length < compressed.length; length += step) {
      const out = await expand(codec, compressed.subarray(0, length));
      expect(out.bytes.equals(SAMPLE.subarray(0, out.bytes.length)), `${name} cut to ${length}`).toBe(true);
      // Cut between two streams, the first is whole.
      if (out.bytes.length < SAMPLE.length && !name.endsWith('two')) expect(out.fault, `${length}`).toBeDefined();
    }
  });

  it('never throws over changed bytes, and notes a changed checksum', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(compressed.length - 1), fc.nat(254), async (at, by) => {
        const changed = Uint8Array.from(compressed);
        changed[at] = ((changed[at] ?? 0) + 1 + by) & 255;
        const out = await expand(codec, changed);
        expect(out.consumed).toBeLessThanOrEqual(changed.length);
      }),
      { numRuns: 150 },
    );
  });
});

const DATA = fc
  .array(fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 3_000 })), { maxLength: 8 })
  .map((runs) => Buffer.concat(runs.flatMap(([bytes, times]) => Array.from({ length: times }, () => bytes))));

describe('what node:zlib compresses', () => {
  it.each([
    ['gzip', gzip, (data: Uint8Array, level: number) => gzipSync(data, { level })],
    ['zlib', zlib, (data: Uint8Array, level: number) => deflateSync(data, { level })],
    ['zstd', zstd, (data: Uint8Array) => zstdCompressSync(data)],
  ] as const)('comes back from %s', async (_, codec, compress) => {
    await fc.assert(
      fc.asyncProperty(DATA, fc.integer({ min: 0, max: 9 }), async (data, level) => {
        const compressed = compress(data, level);
        const out = await expand(codec, compressed);
        expect(out.fault).toBeUndefined();
        expect(out.bytes.equals(data)).toBe(true);
        expect(out.remarks ?? []).toEqual([]);
        expect(out.consumed).toBe(compressed.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('remarks', () => {
  it.each(['bz2', 'xz', 'xz-crc32', 'xz-sha256', 'lz4', 'zstd'])('tell of a wrong checksum in %s', async (name) => {
    const entry = made.find(([one]) => one === name);
    const compressed = Uint8Array.from(entry?.[2] ?? []);
    // The last bytes of bzip2, LZ4 and Zstandard; in xz the check stands before the index and the footer.
    const at = name.startsWith('xz') ? compressed.length - 30 : compressed.length - 2;
    compressed[at] = (compressed[at] ?? 0) ^ 0xff;
    const out = await expand(entry?.[1] ?? zlib, compressed);
    expect(out.bytes.equals(SAMPLE) || out.fault !== undefined).toBe(true);
    expect((out.remarks?.length ?? 0) > 0 || out.fault !== undefined).toBe(true);
  });

  it('tell of the wrong length in a gzip trailer and in joblib’s header', async () => {
    const compressed = gzipSync(SAMPLE);
    compressed[compressed.length - 1] = 1;
    expect((await expand(gzip, compressed)).remarks).toMatchObject([{ kind: 'checksum' }]);
    expect((await expand(zfile, zf(SAMPLE, 5))).remarks).toMatchObject([{ kind: 'header' }]);
  });
});

it('undoes the x86 filter', async () => {
  const out = await expand(xz(limits), Buffer.from(X86_VECTOR, 'base64'));
  expect(out.fault).toBeUndefined();
  expect(out.bytes.equals(sampleCode())).toBe(true);
});

it('keeps to the limit on the dictionary, whatever a header claims', async () => {
  const small = resolveLimits({ 'lzma.dictionary': 1 });
  const out = await expand(lzmaAlone(small), Buffer.from(VECTORS['lzma'] ?? '', 'base64'));
  expect(out.bytes.equals(SAMPLE)).toBe(false);
  expect(out.fault).toMatchObject({ fault: 'limit' });
  expect(out.bytes.equals(SAMPLE.subarray(0, out.bytes.length))).toBe(true);
});
