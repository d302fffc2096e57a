import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitted, folded, wide } from './lettering.ts';

describe('names in a drawing', () => {
  it('that fit are whole, and are else cut in their middle', () => {
    expect(fitted('short', 200, 12)).toBe('short');
    const cut = fitted('a-model-whose-name-is-long/and-longer-7B-instruct', 200, 12);
    expect(cut).toMatch(/^a-mode.*….*7B-instruct$/);
    expect(wide(cut, 12)).toBeLessThanOrEqual(200);
  });

  it('are broken between words, behind strokes and hyphens, and between characters of Chinese', () => {
    expect(folded('one two three', 60, 12, 3)).toEqual(['one two', 'three']);
    expect(folded('organisation/model-7B', 90, 12, 3)).toEqual(['organisation/', 'model-7B']);
    expect(folded('刘晓波与零八宪章', 50, 12, 2)).toEqual(['刘晓波与', '零八宪章']);
  });

  it('never take more room or lines than there are, nor lose a letter that fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 40, max: 400 }), (name, room) => {
        const lines = folded(name, room, 12, 3);
        expect(lines.length).toBeLessThanOrEqual(3);
        for (const line of lines) expect(wide(line, 12)).toBeLessThanOrEqual(room + 0.001);
        expect(wide(fitted(name, room, 12), 12)).toBeLessThanOrEqual(room + 0.001);
      }),
    );
    expect(folded('🀀ꓐ0ꓐ< ', 40, 12, 3).every((line) => wide(line, 12) <= 40)).toBe(true);
    expect(folded('one two three four', 1000, 12, 1)).toEqual(['one two three four']);
  });

  it('are safe to print', () => {
    expect(fitted('a\u202eb\n', 400, 12)).toBe('a\\u202eb\\n');
    expect(folded('a\u202eb\n', 400, 12, 2)).toEqual(['a\\u202eb\\n']);
  });
});
