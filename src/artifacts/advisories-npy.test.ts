import { describe, expect, it } from 'vitest';
import { seeds } from '../formats/npy/fuzz.ts';
import { audit } from './audit.fixture.ts';

const [numbers, objects] = seeds().map(({ bytes }) => bytes) as [Uint8Array, Uint8Array];

const join = (...pieces: readonly (Uint8Array | string)[]): Uint8Array =>
  new Uint8Array(
    Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece))),
  );

describe('arrays of NumPy', () => {
  it('CVE-2019-6446: hands on the pickle of an array of objects', async () => {
    const payload = "cos\nsystem\n(S'echo harmless'\ntR.";
    const bytes = join(objects.subarray(0, 128), payload);
    const { findings } = await audit({ 'array.npy': bytes });
    expect(findings.map(({ rule }) => rule)).toContain('pickle-gadget');
    const harmless = await audit({
      'array.npy': objects,
    });
    expect(harmless.findings).toEqual([]);
  });

  it('reports what follows an array', async () => {
    const { findings } = await audit({ 'a.npy': join(numbers, 'abc') });
    expect(findings.map(({ rule }) => rule)).toEqual(['tensor-hidden-data']);
  });

  it.each(seeds().map(({ name, bytes }) => [name, bytes] as const))(
    'says of every prefix of %s that it is cut',
    async (_name, bytes) => {
      for (let length = 6; length < bytes.length; length++) {
        const { files } = await audit({ 'array.npy': bytes.slice(0, length) });
        expect(files[0]?.status, `length ${length}`).not.toBe('complete');
      }
    },
  );
});
