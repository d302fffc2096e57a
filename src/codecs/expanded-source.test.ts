import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { resolveLimits } from '../core/limits.ts';
import { memorySource } from '../sources/byte-source.ts';
import { Allowance } from './allowance.ts';
import { deflate } from './deflate.ts';
import { ExpandedSource } from './expanded-source.ts';
import { Expansion } from './expansion.ts';

const expansion = (size: number, limits = resolveLimits()): Expansion =>
  new Expansion(limits, new Allowance(limits), size);

describe('compressed data as a source', () => {
  const data = Buffer.from(Uint32Array.from({ length: 6_000_000 }, (_, i) => i >>> 4).buffer);
  const compressed = memorySource('z', deflateRawSync(data, { level: 1 }));

  it('can be read anywhere, forward and back, beyond its window', async () => {
    const ends: number[] = [];
    const source = new ExpandedSource(deflate, compressed, {
      size: data.length,
      expansion: expansion(compressed.size),
      atEnd: ({ size }) => void ends.push(size),
    });
    for (const at of [0, 1_000_000, 23_900_000, 23_999_990, 12_000_000, 5, 70_000]) {
      expect(Buffer.from(await source.read(at, 50_000)).equals(data.subarray(at, at + 50_000))).toBe(true);
    }
    expect(ends).toEqual([data.length]);
  });

  it('may be read from several places at once', async () => {
    const source = new ExpandedSource(deflate, compressed, {
      size: data.length,
      expansion: expansion(compressed.size),
    });
    const got = await Promise.all([500, 400_000, 0].map((at) => source.read(at, 1_000)));
    for (const [i, at] of [500, 400_000, 0].entries())
      expect(Buffer.from(got[i] ?? []).equals(data.subarray(at, at + 1_000))).toBe(true);
  });

  it('stops at the limit expanded.bytes, also when it starts again', async () => {
    const limits = resolveLimits({ 'expanded.bytes': 30_000_000 });
    const source = new ExpandedSource(deflate, compressed, {
      size: data.length,
      expansion: expansion(compressed.size, limits),
    });
    await source.read(23_999_000, 1_000);
    await expect(source.read(0, 1_000).then(() => source.read(23_000_000, 1_000))).rejects.toMatchObject({
      fault: 'limit',
    });
  });

  it('learns its size by decompressing once, and up to the limit', async () => {
    const whole = new ExpandedSource(deflate, compressed, { size: Infinity, expansion: expansion(compressed.size) });
    expect(await whole.measured()).toMatchObject({ size: data.length, consumed: compressed.size });
    expect(Buffer.from(await whole.read(5, 9)).equals(data.subarray(5, 14))).toBe(true);
    const limits = resolveLimits({ 'expanded.bytes': 1_000_000 });
    const cut = new ExpandedSource(deflate, compressed, {
      size: Infinity,
      expansion: expansion(compressed.size, limits),
    });
    const measured = await cut.measured();
    expect(measured.fault).toMatchObject({ fault: 'limit' });
    expect(measured.size).toBeLessThanOrEqual(1_000_000);
    expect(Buffer.from(await cut.read(5, 9)).equals(data.subarray(5, 14))).toBe(true);
  });
});

describe('members that overlap', () => {
  it('are read again within what the whole file may expand to, however deep they lie', () => {
    const allowance = new Allowance(resolveLimits({ 'expanded.bytes': 1000 }));
    const outer = new Expansion(resolveLimits(), allowance, 500);
    expect([outer.store(400), outer.store(100)]).toEqual([true, true]);
    expect([outer.store(500), outer.store(600), outer.store(100)]).toEqual([true, false, true]);
    const inner = new Expansion(resolveLimits(), allowance, 500);
    expect([inner.store(500), inner.store(500), inner.store(400)]).toEqual([true, false, true]);
    expect(() => allowance.spend(1)).toThrow('expanded.bytes');
  });
});
