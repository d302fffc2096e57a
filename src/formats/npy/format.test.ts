import { describe, expect, it } from 'vitest';
import { probeOf, readWith } from '../read.fixture.ts';
import { npyFormat } from './format.ts';
import { seeds } from './fuzz.ts';
import { holdsObjects, parseHeader } from './header.ts';

const [numbers, objects, fields] = seeds().map(({ bytes }) => bytes) as [Uint8Array, Uint8Array, Uint8Array];

const join = (...pieces: readonly (Uint8Array | string)[]): Uint8Array =>
  new Uint8Array(
    Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece))),
  );

describe('npy', () => {
  it('reads headers as NumPy writes them', async () => {
    expect((await readWith(npyFormat, numbers)).structure).toMatchObject({
      version: '1.0',
      descr: "'<f4'",
      shape: [2, 2],
      objects: false,
      dataStart: 128,
    });
    expect((await readWith(npyFormat, fields)).structure).toMatchObject({ shape: [], objects: true });
    expect(parseHeader("{'descr': '<f8', 'fortran_order': True, 'shape': (3L,), }")).toEqual({
      descr: "'<f8'",
      fortranOrder: true,
      shape: [3],
    });
    expect(npyFormat.identify(probeOf('a', objects))).toBe('magic');
  });

  it('knows objects wherever they stand in a type', () => {
    for (const descr of ["'|O'", "'O'", "'|O8'", "[('a', '<i4'), ('b', '|O')]"]) expect(holdsObjects(descr)).toBe(true);
    for (const descr of ["'<f4'", "'|S3'", "[('O', '<i4')]"]) expect(holdsObjects(descr)).toBe(false);
  });

  it('takes no type for numbers that it does not know as such', () => {
    for (const descr of [
      "'|' 'O'",
      "'\\x7cO'",
      "'object'",
      "'object_'",
      "'O,i4'",
      "[('a', 'f4' 'O')]",
      "[('a', 'object')]",
    ])
      expect(holdsObjects(descr), descr).toBe(true);
    for (const descr of [
      "'<M8[ns]'",
      "'|b1'",
      "'<U12'",
      "'|V8'",
      "[('a', '<f8'), ('b', '|S3', (2,))]",
      `[(('a title', "it's"), '<i4'), ('x', [('y', '|u1')])]`,
    ])
      expect(holdsObjects(descr), descr).toBe(false);
  });

  it('reads no header whose keys stand twice or that hides a comment', () => {
    const rest = "'fortran_order': False, 'shape': (1,)";
    for (const text of [
      `{'descr': '<f8', ${rest}, 'descr': 'O'}`,
      `{'descr': '<f8' #\n 'O', ${rest}}`,
      `{'descr': '<f8', ${rest}`,
    ])
      expect(() => parseHeader(text)).toThrow();
  });

  it('compares the data with the shape', async () => {
    const more = await readWith(npyFormat, join(numbers, 'abc'));
    expect(more.anomalies.map(({ code }) => code)).toEqual(['npy.trailing']);
  });
});
