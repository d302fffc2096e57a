import { describe, expect, it } from 'vitest';
import type { Match } from '../format.ts';
import { bytesOf, call, op } from './assemble.fixture.ts';
import { identifyPickle } from './identify.ts';

function identify(content: string | Uint8Array, name = 'file'): Match | undefined {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return identifyPickle({ name, size: bytes.length, head: bytes.subarray(0, 4096), tail: bytes });
}

describe('recognising a pickle', () => {
  it('goes by PROTO from protocol 2 on', () => {
    for (const protocol of [2, 3, 4, 5]) expect(identify(bytesOf(op.proto(protocol), op.none, op.stop))).toBe('magic');
    expect(identify(bytesOf(op.proto(6), op.none, op.stop))).toBeUndefined();
    expect(identify(Uint8Array.of(0x80, 2, 0xff, 0xff))).toBeUndefined();
  });

  it('runs the beginning of protocols 0 and 1', () => {
    expect(identify(bytesOf(call('os', 'getcwd'), op.stop))).toBe('structure');
    expect(identify('(lp0\nI1\naI2\na.')).toBe('structure');
    expect(identify('(dp0\nVkey\np1\nF1.5\ns.')).toBe('structure');
    expect(identify(bytesOf(call('os', 'getcwd'), [0xff, 0xff]))).toBe('structure');
  });

  it.each([
    ['a licence', `This software is provided "as is".\n${'More of it.\n'.repeat(800)}`],
    ['release notes', 'GIT v1.5.2.1 Release Notes\n==========================\n\nFixes since v1.5.2\n'],
    [
      'a copyright file',
      `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: x\n${'Files: *\n'.repeat(900)}`,
    ],
    [
      'a wheel record',
      'cuda/bindings/__init__.pxd,sha256=47DEQ,0\r\ncuda/bindings/__init__.py,sha256=TImW,0\r\n'.repeat(100),
    ],
    ['a table', 'class,name,score\ncat,tom,1\ncow,ann,2\n'],
    ['a card', '# Model card\n\nI trained this.\n'],
    ['JSON', '{"a": [1, 2, 3]}'],
    ['a page', '<!doctype html><html></html>'],
    ['a word', 'N.'],
    ['numbers', '0.5\n1.5\n'],
  ])('takes %s for text', (_name, text) => {
    expect(identify(text)).toBeUndefined();
  });

  it('believes an extension where the content says nothing, and an archive more than opcodes', () => {
    expect(identify('<html>', 'model.pkl')).toBe('name');
    expect(identify('PK\u0003\u0004\nanything')).toBeUndefined();
    expect(identify(`V${'x'.repeat(5000)}\n.`, 'pytorch_model.bin')).toBe('structure');
    expect(identify(`V${'x'.repeat(5000)}\n.`, 'notes.txt')).toBeUndefined();
  });
});
