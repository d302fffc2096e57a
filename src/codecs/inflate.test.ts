import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteSource, memorySource } from '../sources/byte-source.ts';
import { deflate } from './deflate.ts';

async function inflateAll(compressed: Uint8Array | ByteSource) {
  const chunks = deflate(compressed instanceof Uint8Array ? memorySource('z', compressed) : compressed);
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
