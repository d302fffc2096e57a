import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memorySource, rangeSource } from './byte-source.ts';
import { type ByteSink, sha256Sink, sweep } from './sweep.ts';

function collector(wants: ByteSink['wants']): ByteSink & { readonly got: Map<number, number>; ended: boolean } {
  const got = new Map<number, number>();
  return {
    wants,
    got,
    ended: false,
    write: (at, bytes) => bytes.forEach((byte, i) => got.set(at + i, byte)),
    end() {
      this.ended = true;
    },
  };
}

describe('sweep', () => {
  it('gives every sink what it wants and reads each byte of the union once', async () => {
    const range = fc.record({ at: fc.nat(300), length: fc.nat(80) });
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 256 }),
        fc.array(fc.array(range, { maxLength: 4 }), { maxLength: 4 }),
        async (bytes, wishes) => {
          let reads = 0;
          const source = memorySource('test', bytes);
          const counting = {
            ...source,
            read: async (at: number, length: number) => {
              reads += Math.min(length, bytes.length - at);
              return source.read(at, length);
            },
          };
          const sinks = wishes.map((ranges) => collector(ranges));
          const read = await sweep(counting, sinks);
          const union = new Set<number>();
          wishes.forEach((ranges, i) => {
            const wanted = new Set(
              ranges
                .flatMap(({ at, length }) => Array.from({ length }, (_, j) => at + j))
                .filter((at) => at < bytes.length),
            );
            expect([...(sinks[i]?.got.keys() ?? [])].toSorted((a, b) => a - b)).toEqual(
              [...wanted].toSorted((a, b) => a - b),
            );
            for (const [at, byte] of sinks[i]?.got ?? []) expect(byte).toBe(bytes[at]);
            expect(sinks[i]?.ended).toBe(true);
            for (const at of wanted) union.add(at);
          });
          expect(read).toBe(union.size);
          expect(reads).toBe(union.size);
        },
      ),
    );
  });

  it('hashes as node:crypto does', async () => {
    const bytes = new Uint8Array(9_000_000).map((_, i) => (i * 31) & 255);
    const sink = sha256Sink();
    await sweep(memorySource('test', bytes), [sink]);
    expect(sink.digest()).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('clips a sub-range to its source', async () => {
    const source = memorySource('test', Uint8Array.of(1, 2, 3, 4, 5));
    expect([...(await rangeSource(source, 2, 99).read(1, 99))]).toEqual([4, 5]);
    expect(rangeSource(source, 9, 9).size).toBe(0);
    expect([...(await rangeSource(rangeSource(source, 1, 3), 1, 5).read(0, 9))]).toEqual([3, 4]);
  });
});
