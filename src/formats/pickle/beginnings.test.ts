import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginnings, imports } from './beginnings.ts';

/** The same in the words of a regular expression. */
const IMPORT = /[ci][A-Za-z_][\w.]{0,99}\n[A-Za-z_][\w.]{0,99}\n/g;
const indexes = (text: string): number[] => Array.from(text.matchAll(IMPORT), ({ index }) => index);

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('where a pickle may begin', () => {
  it('finds the imports that a regular expression finds', () => {
    const piece = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('c', 'i', 'os', 'posix', '\n', '.', '_', '9', '(', '-', '\xe9', '\0') },
      { weight: 1, arbitrary: fc.constantFrom('x'.repeat(98), 'c'.repeat(101), 'i1', 'cos\nsystem\n') },
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        expect([...imports(bytesOf(text))]).toEqual(indexes(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it('takes an INST from the mark before it, and nothing without one', () => {
    expect([...beginnings(bytesOf('..(S"x"\nios\nsystem\n.'), 100)]).toEqual([2]);
    expect([...beginnings(bytesOf('ios\nsystem\n.'), 100)]).toEqual([]);
  });

  it('takes a protocol with an opcode behind it', () => {
    expect([...beginnings(Uint8Array.of(0, 0x80, 4, 0x8c, 0x80, 4, 1, 0x80, 9), 100)]).toEqual([1]);
  });
});
