import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseContentRange } from './content-range.ts';
import { Spans } from './spans.ts';

it('counts each byte once and knows what is missing, as a set of bytes would', () => {
  const span = fc.tuple(fc.nat(60), fc.nat(20));
  fc.assert(
    fc.property(fc.array(span, { maxLength: 12 }), span, (added, [at, length]) => {
      const spans = new Spans();
      const bytes = new Set<number>();
      for (const [from, count] of added) {
        spans.add(from, from + count);
        for (let i = from; i < from + count; i++) bytes.add(i);
      }
      expect(spans.bytes).toBe(bytes.size);
      const missing = spans
        .missing(at, at + length)
        .flatMap((gap) => Array.from({ length: gap.end - gap.at }, (_, i) => gap.at + i));
      const expected = Array.from({ length }, (_, i) => at + i).filter((i) => !bytes.has(i));
      expect(missing).toEqual(expected);
    }),
  );
});

it('reads Content-Range in the one form that names bytes', () => {
  expect(parseContentRange('bytes 0-99/1234')).toEqual({ first: 0, last: 99, size: 1234 });
  expect(parseContentRange('bytes 5-5/*')).toEqual({ first: 5, last: 5, size: undefined });
  for (const wrong of [
    undefined,
    '',
    'bytes */5',
    'bytes 5-1/9',
    'bytes 0-9/9',
    'bytes 0-9',
    'items 0-9/10',
    'bytes 0-9/10, 1-2/10',
  ])
    expect(parseContentRange(wrong), wrong).toBeUndefined();
});
