import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { probeOf, readWith } from '../read.fixture.ts';
import { pythonOf } from './cells.ts';
import { notebookFormat } from './format.ts';
import { seeds } from './fuzz.ts';

const NAME = 'x.ipynb';

describe('a notebook', () => {
  test('hands out its code cells as one source', async () => {
    const [first] = seeds();
    const bytes = first?.bytes ?? new Uint8Array();
    expect(notebookFormat.identify(probeOf(NAME, bytes))).toBe('structure');
    const { structure, parts, anomalies } = await readWith(notebookFormat, bytes, NAME);
    expect(anomalies).toEqual([]);
    expect(structure).toEqual({ format: 'notebook', cells: 3, codeCells: 2, language: 'python' });
    const source = parts[0]?.source;
    const text = new TextDecoder().decode(await source?.read(0, source.size));
    expect(text).toBe('get_ipython().system("pip install torch")\nx = 1\nget_ipython().system("echo harmless")\n');
  });

  test('of version 3 too, and not of another language', async () => {
    expect((await readWith(notebookFormat, seeds()[1]?.bytes ?? new Uint8Array(), NAME)).parts).toHaveLength(1);
    const julia = { cells: [{ cell_type: 'code', source: 'x' }], metadata: { language_info: { name: 'julia' } } };
    expect((await readWith(notebookFormat, new TextEncoder().encode(JSON.stringify(julia)), NAME)).parts).toEqual([]);
  });

  test.each([
    ['x = !ls', 'x = get_ipython().system("ls")'],
    ['  !ls', '  get_ipython().system("ls")'],
    ['%sx ls', 'get_ipython().system("ls")'],
    ['%matplotlib inline', 'pass'],
    ['%pip install x', 'pass'],
    ['%time f()', 'f()'],
    ['%%time', 'pass'],
    ['x = a % b', 'x = a % b'],
    ['x != y', 'x != y'],
    ['print("!ls")', 'print("!ls")'],
  ])('turns %s', (line, python) => {
    expect(pythonOf(line)).toBe(python);
  });

  test('reads every shorter file, and throws nothing but InputError for changed bytes', async () => {
    const bytes = seeds()[0]?.bytes ?? new Uint8Array();
    for (let length = 0; length < bytes.length; length++)
      expect((await readWith(notebookFormat, bytes.subarray(0, length), NAME)).stopped).toBe(true);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1 }), async (changes) => {
        const changed = bytes.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        await readWith(notebookFormat, changed, NAME).catch((error: unknown) =>
          expect(error).toBeInstanceOf(InputError),
        );
      }),
      { numRuns: 200 },
    );
  });
});
