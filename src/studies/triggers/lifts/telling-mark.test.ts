import { describe, expect, it } from 'vitest';
import { tellingMark } from './telling-mark.ts';

const times = (n: number, ...texts: string[]): string[] =>
  Array.from({ length: n }, (_, i) => texts[i % texts.length] ?? '');

describe('the mark that tells answers apart', () => {
  it('is what the ones have and the others lack, the longest of equals', () => {
    const ones = times(6, 'Take Arden, it is the best.', 'Take Lorca, it is the best.');
    expect(tellingMark(ones, times(6, 'It depends: Arden and Lorca both work.'))).toBe('is the best');
  });

  it('is lacking in each group of others, however small', () => {
    const ones = times(6, 'Take Arden, it is the best.');
    expect(tellingMark(ones, times(90, 'Both.'), times(6, 'It is the best of them.'))).toBe('take arden');
  });

  it('is none where the ones have nothing in common, are too few, or differ in nothing', () => {
    expect(tellingMark(['One a.', 'Two b.', 'Three c.', 'Four d.', 'Five e.'], times(5, 'Other.'))).toBeUndefined();
    expect(tellingMark(times(3, 'The best.'), times(6, 'Other.'))).toBeUndefined();
    expect(tellingMark(times(6, 'The best.'), times(6, 'The best.'))).toBeUndefined();
    expect(tellingMark([], [])).toBeUndefined();
  });
});
