import { describe, expect, it } from 'vitest';
import { audit } from './audit.fixture.ts';
import { seeds } from '../formats/picture/fuzz.ts';
import type { PictureStructure } from '../formats/picture/structure.ts';

const read = async (name: string, bytes: Uint8Array) => {
  const [file] = (await audit({ [name]: bytes })).files;
  const part = file?.parts.find(({ format }) => format === 'picture');
  return { structure: part?.structure as PictureStructure | undefined, codes: part?.anomalies.map(({ code }) => code) };
};

describe('pictures', () => {
  it.each(seeds().map(({ name, bytes }) => [name, bytes] as const))('%s: what no viewer shows', async (name, bytes) => {
    const { structure, codes } = await read(name, bytes);
    const [aside] = structure?.asides ?? [];
    const found = Buffer.from(bytes.subarray(aside?.offset, (aside?.offset ?? 0) + (aside?.length ?? 0))).toString();
    expect([structure?.asides.length, found]).toEqual([1, name === 'a.webp' ? 'data' : 'hello']);
    expect(codes).toEqual([]);
  });

  it.each(seeds().map(({ name, bytes }) => [name, bytes] as const))('%s: cut anywhere', async (name, bytes) => {
    for (let length = 12; length < bytes.length; length++)
      expect((await read(name, bytes.subarray(0, length))).codes).toEqual([]);
  });

  it.each(
    seeds()
      .slice(0, 3)
      .map(({ name, bytes }) => [name, bytes] as const),
  )('%s: bytes behind it', async (name, bytes) => {
    const { codes } = await read(name, Buffer.concat([bytes, Buffer.from('more')]));
    expect(codes).toEqual(['picture.trailing']);
  });
});
