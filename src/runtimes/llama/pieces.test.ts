import { describe, expect, it } from 'vitest';
import { Pieces } from './pieces.ts';

const native = (token: number): string => `native ${token}`;

describe('pieces of byte-level vocabularies', () => {
  const tokens = ['<|end|>', 'Ġhi', 'Ð', 'Ł', 'Ċ', '<think>', 'Ġ?'];
  const pieces = new Pieces({ model: 'gpt2', tokens, types: [3, 1, 1, 1, 1, 4, 1], native });

  it('are bytes, half a character among them', () => {
    expect([...pieces.bytes(2)]).toEqual([0xd0]);
    expect(pieces.text(2)).toBe('\ufffd');
    expect(pieces.decode([2, 3])).toBe('П');
    expect(pieces.text(4)).toBe('\n');
  });

  it('keep the space before a mark, which llama.cpp drops', () => {
    expect(pieces.decode([1, 6])).toBe(' hi ?');
  });

  it('write special tokens out', () => {
    expect(pieces.decode([0, 5])).toBe('<|end|><think>');
    expect(pieces.isControl(0)).toBe(true);
    expect(pieces.isControl(5)).toBe(false);
  });
});

describe('pieces of SentencePiece vocabularies', () => {
  const tokens = ['<unk>', '<s>', '<0xD0>', '<0x9F>', '▁hi', 'x'];
  const pieces = new Pieces({ model: 'llama', tokens, types: [2, 3, 6, 6, 1, 1], native });

  it('are words with a space before them, and bytes', () => {
    expect(pieces.text(4)).toBe(' hi');
    expect(pieces.decode([5, 4, 2, 3])).toBe('x hiП');
  });

  it('lose the space before the first word, but not after a special token', () => {
    expect(pieces.decode([4, 4])).toBe('hi hi');
    expect(pieces.decode([1, 4])).toBe('<s> hi');
  });
});

it('asks llama.cpp where the kind of vocabulary is not known', () => {
  expect(new Pieces({ model: 'other', tokens: ['a'], types: [1], native }).text(0)).toBe('native 0');
});
