import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveLimits } from '../../core/limits.ts';
import { type ByteSource, memorySource } from '../../sources/byte-source.ts';
import { DeflatedSource } from './deflated.ts';
import { Expansion } from './expansion.ts';
import { inflated } from './inflated.ts';

async function inflateAll(compressed: Uint8Array | ByteSource) {
  const chunks = inflated(compressed instanceof Uint8Array ? memorySource('z', compressed) : compressed);
  const pieces: Uint8Array[] = [];
  let step = await chunks.next();
  for (; step.done !== true; step = await chunks.next()) pieces.push(step.value);
  return { bytes: Buffer.concat(pieces), ...step.value };
}

const DATA = fc
  .array(fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 3_000 })), { maxLength: 8 })
  .map((runs) => Buffer.concat(runs.flatMap(([bytes, times]) => Array.from({ length: times }, () => bytes))));

describe('inflate', () => {
  it('gives what zlib was given, and knows where it ends', async () => {
    await fc.assert(
      fc.asyncProperty(
        DATA,
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 0, max: 4 }),
        async (data, level, strategy) => {
          const compressed = deflateRawSync(data, { level, strategy });
          const out = await inflateAll(Buffer.concat([compressed, Buffer.from('tail')]));
          expect(out.fault).toBeUndefined();
          expect(out.consumed).toBe(compressed.length);
          expect(out.bytes.equals(data)).toBe(true);
        },
      ),
    );
  });

  it('gives a prefix of it, and a fault, where the data is cut', async () => {
    await fc.assert(
      fc.asyncProperty(DATA, fc.double({ min: 0, max: 0.999, noNaN: true }), async (data, share) => {
        const compressed = deflateRawSync(data);
        const out = await inflateAll(compressed.subarray(0, Math.floor(compressed.length * share)));
        expect(out.fault?.fault).toBe('truncated');
        expect(data.subarray(0, out.bytes.length).equals(out.bytes)).toBe(true);
      }),
    );
  });

  it('ends on any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const out = await inflateAll(bytes);
        expect(out.fault === undefined || ['malformed', 'truncated'].includes(out.fault.fault)).toBe(true);
        expect(out.consumed).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a deflated member as a source', () => {
  const data = Buffer.from(Uint32Array.from({ length: 6_000_000 }, (_, i) => i >>> 4).buffer);
  const compressed = memorySource('z', deflateRawSync(data, { level: 1 }));

  it('can be read anywhere, forward and back, beyond its window', async () => {
    const ends: number[] = [];
    const source = new DeflatedSource(
      compressed,
      data.length,
      new Expansion(resolveLimits(), compressed.size),
      ({ size }) => void ends.push(size),
    );
    for (const at of [0, 1_000_000, 23_900_000, 23_999_990, 12_000_000, 5, 70_000]) {
      expect(Buffer.from(await source.read(at, 50_000)).equals(data.subarray(at, at + 50_000))).toBe(true);
    }
    expect(ends).toEqual([data.length]);
  });

  it('may be read from several places at once', async () => {
    const source = new DeflatedSource(
      compressed,
      data.length,
      new Expansion(resolveLimits(), compressed.size),
      () => undefined,
    );
    const got = await Promise.all([500, 400_000, 0].map((at) => source.read(at, 1_000)));
    for (const [i, at] of [500, 400_000, 0].entries())
      expect(Buffer.from(got[i] ?? []).equals(data.subarray(at, at + 1_000))).toBe(true);
  });

  it('stops at the limit zip.inflated, also when it starts again', async () => {
    const limits = resolveLimits({ 'zip.inflated': 30_000_000 });
    const source = new DeflatedSource(compressed, data.length, new Expansion(limits, compressed.size), () => undefined);
    await source.read(23_999_000, 1_000);
    await expect(source.read(0, 1_000).then(() => source.read(23_000_000, 1_000))).rejects.toMatchObject({
      fault: 'limit',
    });
  });
});
