import { describe, expect, it } from 'vitest';
import { canonicalDigest, canonicalJson } from './digest.ts';

describe('canonical JSON', () => {
  it('has one form, whatever the order of keys', () => {
    expect(canonicalDigest({ b: 1, a: ['x'] })).toBe(canonicalDigest({ a: ['x'], b: 1 }));
  });

  it('takes half a surrogate pair, which models say, as UTF-8 writes it', () => {
    expect(canonicalJson({ 'k\udc00': ['a\ud800', 1, null, true] })).toBe('{"k\ufffd":["a\ufffd",1,null,true]}');
  });

  it('still refuses what JSON has no word for', () => {
    expect(() => canonicalJson([Number.NaN, '\ud800'])).toThrow('NaN');
  });
});
