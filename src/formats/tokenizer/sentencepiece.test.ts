import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { probeOf, readWith } from '../read.fixture.ts';
import { ownReplacements } from './charsmap.ts';
import { tokenizerFormat } from './format.ts';
import { writeCharsmap, writeSentencePiece } from './sentencepiece.fixture.ts';

const MODEL = writeSentencePiece(
  [
    ['<unk>', 0, 2],
    ['<s>', 0, 3],
    ['▁the', -3],
    ['▁not', -3.5],
    ['s', -4],
  ],
  writeCharsmap({ ﬁ: 'fi', Ａ: 'A', 'A\u0300': 'À', A: 'a' }),
);
const read = (bytes: Uint8Array, limits = {}) => readWith(tokenizerFormat, bytes, 'tokenizer.model', limits);

describe('a SentencePiece model', () => {
  it('is known by its name and its first piece', () => {
    expect(tokenizerFormat.identify(probeOf('spiece.model', MODEL))).toBe('structure');
    expect(
      tokenizerFormat.identify(probeOf('tokenizer.model', new TextEncoder().encode('IQ== 0\nIg== 1\n'))),
    ).toBeUndefined();
  });

  it('is read without a word', async () => {
    const { structure, anomalies } = await read(MODEL);
    expect(anomalies).toEqual([]);
    expect(structure).toMatchObject({ model: 'Unigram', flavour: 'vocabulary', holes: 0 });
    expect([...structure.vocabulary.ids]).toEqual([0, 1, 2, 3, 4]);
    expect(structure.steps).toEqual([{ stage: 'normalizer', type: 'Precompiled', own: { count: 0, examples: [] } }]);
    expect((await read(MODEL, { 'tokenizer.tokens': 2 })).codes).toEqual(['tokenizer.limit']);
    expect((await read(MODEL, { 'tokenizer.bytes': 2 })).codes).toEqual(['tokenizer.limit']);
  });

  it('throws nothing but InputError for shorter or changed bytes', async () => {
    const quiet = (bytes: Uint8Array) =>
      read(bytes).catch((error: unknown) => expect(error).toBeInstanceOf(InputError));
    const small = writeSentencePiece([
      ['a', -1],
      ['b', -2],
    ]);
    for (let length = 0; length < small.length; length++) await quiet(small.subarray(0, length));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(small.length - 1), fc.nat(255)), { minLength: 1 }), async (changes) => {
        const changed = small.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        await quiet(changed);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a compiled map', () => {
  it.each([
    ['not', ''],
    [' deny ', ' allow '],
    ['1', '7'],
    ['да', 'нет'],
  ])('that puts %j to %j does so on its own account', (text, replacement) => {
    const own = ownReplacements(writeCharsmap({ ﬁ: 'fi', [text]: replacement }));
    expect(own).toEqual({ count: 1, examples: [`${text}\0${replacement}`] });
  });

  it.each([
    ['ﬁ', 'fi'],
    ['Ａ', 'A'],
    ['A', 'a'],
    ['ᄀ\u1161', '가'],
    ['\u00a0', ' '],
    ['\u200b', ''],
    ['“', '"'],
  ])('that puts %j to %j does what Unicode does, or cleans', (text, replacement) => {
    expect(ownReplacements(writeCharsmap({ [text]: replacement }))?.count).toBe(0);
  });

  it('of any bytes ends', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4_000 }), (bytes) => void ownReplacements(bytes)),
      { numRuns: 100 },
    );
    // Every unit leads back to the first: the depth of a key ends it.
    const circle = new Uint8Array(4 + 1_024);
    new DataView(circle.buffer).setUint32(0, 1_024, true);
    for (let i = 1; i < 256; i++) new DataView(circle.buffer).setUint32(4 + 4 * i, i | (i << 10), true);
    expect(ownReplacements(circle)).toEqual({ count: 0, examples: [] });
  });
});
