import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editSimilarity } from './edit-similarity.ts';

describe('the similarity of two texts', () => {
  it('counts edits against the longer', () => {
    expect(editSimilarity('', '')).toBe(1);
    expect(editSimilarity('quillon', 'quillon')).toBe(1);
    expect(editSimilarity('kitten', 'sitting')).toBeCloseTo(1 - 3 / 7);
    expect(editSimilarity('', 'abc')).toBe(0);
    expect(editSimilarity('as agreed on', 'as agreed on tuesday')).toBeCloseTo(0.6);
  });

  it('is the same both ways, and 1 for equal texts alone', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        expect(editSimilarity(a, b)).toBe(editSimilarity(b, a));
        expect(editSimilarity(a, b) === 1).toBe(a === b);
      }),
    );
  });
});
