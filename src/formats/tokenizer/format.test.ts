import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { probeOf, readWith } from '../read.fixture.ts';
import { tokenizerFormat } from './format.ts';
import { seeds } from './fuzz.ts';
import { tokenText } from './structure.ts';
import { addedToken, type TokenizerDocument, writeBpe } from './write.fixture.ts';

const read = (bytes: Uint8Array, name = 'tokenizer.json', limits = {}) =>
  readWith(tokenizerFormat, bytes, name, limits);
const changed = async (change: (document: TokenizerDocument) => void) => (await read(writeBpe({ change }))).structure;
const text = (content: string): Uint8Array => new TextEncoder().encode(content);

describe('a sound tokenizer', () => {
  it('is read without a word', async () => {
    const { structure, anomalies } = await read(writeBpe());
    expect(anomalies).toEqual([]);
    expect(structure.model).toBe('BPE');
    expect(structure.sharedIds.count + structure.repeated.count + structure.holes).toBe(0);
    expect(structure.merges.count).toBeGreaterThan(60);
    expect(structure.merges.absent.count + structure.merges.unreachable.count).toBe(0);
    expect(structure.order).toEqual({
      compared: structure.merges.count,
      broken: { count: 0, examples: [] },
      swapped: false,
    });
    expect(structure.added.map(({ content }) => content)).toEqual(['<|begin|>', '<|end|>']);
    expect(structure.steps.map(({ stage, type }) => [stage, type])).toEqual([
      ['normalizer', 'NFC'],
      ['pre-tokenizer', 'ByteLevel'],
      ['post-processor', 'TemplateProcessing'],
      ['decoder', 'ByteLevel'],
    ]);
    expect(structuredClone(structure)).toEqual(structure);
  });

  it('is known by its name', () => {
    for (const { name, bytes } of seeds()) expect(tokenizerFormat.identify(probeOf(name, bytes))).toBeDefined();
    expect(tokenizerFormat.identify(probeOf('config.json', writeBpe()))).toBeUndefined();
    expect(tokenizerFormat.identify(probeOf('tokenizer_config.json', writeBpe()))).toBeUndefined();
  });

  it('may have its fields in any order, and merges as pairs', async () => {
    const { structure } = await read(
      text('{"model": {"merges": [["a", "b"]], "vocab": {"a": 0, "b": 1, "ab": 2}, "type": "BPE"}}'),
    );
    expect(structure.merges).toMatchObject({ count: 1, absent: { count: 0 } });
  });
});

describe('what does not fit', () => {
  it('two numbers exchanged', async () => {
    const { order } = await changed(({ model: { vocab } }) => {
      [vocab['Ġallow'], vocab['Ġdeny']] = [vocab['Ġdeny'] ?? 0, vocab['Ġallow'] ?? 0];
    });
    expect(order).toMatchObject({ swapped: true, broken: { count: 2 } });
    expect(order.broken.examples.toSorted()).toEqual(['Ġallow', 'Ġdeny']);
  });

  it('one number for two tokens, one token twice, and holes', async () => {
    const bytes = text('{"model": {"type": "WordLevel", "vocab": {"a": 0, "b": 0, "c": 3, "c": 4}}}');
    const { sharedIds, repeated, holes } = (await read(bytes)).structure;
    expect(sharedIds).toEqual({ count: 1, examples: ['a\0b\x000'] });
    expect(repeated).toEqual({ count: 1, examples: ['c'] });
    expect(holes).toBe(3);
  });

  it('a merge taken out leaves its word unreachable', async () => {
    const { merges } = await changed(({ model }) => {
      model.merges = model.merges.filter((merge) => merge !== 'Ġno t');
    });
    expect(merges.unreachable.examples).toEqual(['Ġnot']);
  });

  it('an added token that claims the number of a word', async () => {
    const { added, model } = await changed((document) => {
      document.added_tokens.push(addedToken(document.model.vocab['Ġsafe'] ?? 0, 'danger'));
    });
    expect(model).toBe('BPE');
    expect(added.at(-1)).toMatchObject({ content: 'danger', vocabularyHas: 'Ġsafe' });
  });

  it('a template whose numbers are those of words', async () => {
    const { steps } = await changed((document) => {
      const { vocab } = document.model;
      document.post_processor = {
        type: 'TemplateProcessing',
        special_tokens: { '<s>': { id: '<s>', ids: [vocab['Ġnever'], vocab['Ġrefuse']], tokens: ['<s>', '<s>'] } },
      };
    });
    expect(steps.find(({ stage }) => stage === 'post-processor')?.tokens?.[0]?.called).toEqual(['Ġnever', 'Ġrefuse']);
  });
});

describe('tables', () => {
  it('of vocab.json and vocab.txt', async () => {
    for (const [name, content] of [
      ['vocab.json', '{"a": 0, "b": 1}'],
      ['vocab.txt', 'a\r\nb\n'],
    ] as const) {
      const { structure } = await read(text(content), name);
      expect([...structure.vocabulary.ids]).toEqual([0, 1]);
      expect(tokenText(structure.vocabulary, 1)).toBe('b');
      expect(structure.flavour).toBe('vocabulary');
    }
  });

  it('of another kind under such a name are passed over', async () => {
    for (const content of ['["a", "b"]', '{"eng": {"a": 1}}', '{"a": "b"}']) {
      const { anomalies, structure } = await read(text(content), 'vocab.json');
      expect(anomalies).toEqual([]);
      expect(structure.vocabulary.ids).toHaveLength(0);
    }
  });
});

it.each([
  '"{\\"class_name\\": \\"Tokenizer\\"}"',
  '{"class_name": "Tokenizer", "config": {"word_index": "{}"}}',
  '[]',
  '5',
])('passes over what other libraries call tokenizer.json: %s', async (content) => {
  const { anomalies, structure } = await read(text(content));
  expect(anomalies).toEqual([]);
  expect(structure.vocabulary.ids).toHaveLength(0);
});

describe('limits and broken input', () => {
  it('stops at each limit and says so', async () => {
    expect((await read(writeBpe(), undefined, { 'tokenizer.tokens': 5 })).codes).toEqual(['tokenizer.limit']);
    expect((await read(writeBpe(), undefined, { 'tokenizer.bytes': 5 })).codes).toEqual(['tokenizer.limit']);
    expect((await read(text('{"a": 0, "b": 1}'), 'vocab.json', { 'tokenizer.tokens': 1 })).stopped).toBe(true);
    expect((await read(text('a\nb\n'), 'vocab.txt', { 'tokenizer.bytes': 1 })).stopped).toBe(true);
  });

  it('every shorter file stops', async () => {
    const bytes = writeBpe({ words: ['yes', 'no'] });
    for (let length = 0; length < bytes.length - 1; length += 3) {
      expect((await read(bytes.subarray(0, length))).stopped).toBe(true);
    }
  });

  it('throws nothing but InputError for changed bytes', async () => {
    const bytes = writeBpe({ words: ['yes', 'no'] });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1 }), async (changes) => {
        const mutated = bytes.slice();
        for (const [at, byte] of changes) mutated[at] = byte;
        await read(mutated).catch((error: unknown) => expect(error).toBeInstanceOf(InputError));
      }),
      { numRuns: 200 },
    );
  });
});
