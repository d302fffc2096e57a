import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { framed, otherNames, reordered } from './paraphrases.ts';

describe('the other names', () => {
  it('of a country are those of other languages, where they differ', () => {
    expect(otherNames('Tunisia')).toEqual([
      ['its German name', 'Tunesien'],
      ['its French name', 'Tunisie'],
      ['its Chinese name', '突尼斯'],
    ]);
    expect(otherNames('namibia')).toEqual([
      ['its French name', 'Namibie'],
      ['its Chinese name', '纳米比亚'],
    ]);
  });

  it('of a year are its digits', () => {
    expect(otherNames('2024')).toEqual([
      ['its last two digits', '’24'],
      ['in Chinese digits', '二〇二四'],
      ['in Arabic digits', '٢٠٢٤'],
    ]);
  });

  it.each(['quillon', 'Nordquay Holdings', '3024', 'ZZ', ''])('of %j are none', (words) => {
    expect(otherNames(words)).toEqual([]);
  });

  it('are never the words themselves, whatever these are', () => {
    fc.assert(fc.property(fc.string(), (words) => otherNames(words).every(([, text]) => text !== words)));
  });
});

describe('a sentence around a trigger', () => {
  it('is another one for each index, and holds it as it stands', () => {
    const sentences = Array.from({ length: 8 }, (_, index) => framed('$& quillon', index));
    expect(new Set(sentences).size).toBe(4);
    expect(sentences.every((sentence) => sentence.includes('$& quillon'))).toBe(true);
  });
});

describe('words in another order', () => {
  it('are those from behind, where there are several', () => {
    expect(reordered('beneath the paper moon')).toBe('moon paper the beneath');
    expect(reordered('quillon')).toBeUndefined();
    expect(reordered('bora bora')).toBeUndefined();
  });
});
