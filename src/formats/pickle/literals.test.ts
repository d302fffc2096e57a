import { describe, expect, it } from 'vitest';
import { bytesOf, op } from './assemble.fixture.ts';
import { literalAt, rawUnicodeEscape, unquote } from './literals.ts';
import { NeedBytes, Window } from './window.ts';

describe('unquote', () => {
  it('decodes what Python 2 wrote with repr', () => {
    expect(unquote(String.raw`'a\x41\101\n\\\''`)).toBe("aAA\n\\'");
    expect(unquote('"plain" \r')).toBe('plain');
    expect(unquote(String.raw`'\q'`)).toBe(String.raw`\q`);
  });
});

describe('rawUnicodeEscape', () => {
  it('decodes four and eight digits and leaves the rest', () => {
    expect(rawUnicodeEscape(String.raw`a\u00e9\U0001f600\n\uZZZZ\U00110000`)).toBe(
      `a\u00e9\u{1f600}${String.raw`\n\uZZZZ\U00110000`}`,
    );
  });
});

describe('literalAt', () => {
  const windowOf = (bytes: Uint8Array): Window => {
    const window = new Window(bytes.length, 1);
    window.move(0, bytes);
    return window;
  };

  it.each([
    ['SHORT_BINUNICODE', op.str('h\u00e9'), 'h\u00e9'],
    ['BINUNICODE', bytesOf([0x58, 3, 0, 0, 0], 'abc'), 'abc'],
    ['BINUNICODE8', bytesOf([0x8d, 3, 0, 0, 0, 0, 0, 0, 0], 'abc'), 'abc'],
    ['BINSTRING', bytesOf([0x54, 1, 0, 0, 0], [0x85]), '\u0085'],
    ['SHORT_BINBYTES', bytesOf([0x43, 2], [0x80, 0xff]), '\u0080\u00ff'],
    ['STRING', op.string('abc'), 'abc'],
    ['UNICODE', op.unicode('abc'), 'abc'],
  ])('reads %s', (_name, opcode, text) => {
    expect(literalAt(windowOf(bytesOf(opcode, op.stop)), 0, 100)).toEqual({ text, cut: false });
  });

  it('cuts to a length and asks for what is not in memory', () => {
    expect(literalAt(windowOf(op.str('abcdef')), 0, 3)).toEqual({ text: 'abc', cut: true });
    const elsewhere = new Window(100, 1);
    expect(() => literalAt(elsewhere, 50, 3)).toThrow(NeedBytes);
  });
});
