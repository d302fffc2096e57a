import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventStream, OversizedEvent, type StreamEvent } from './event-stream.ts';

/** Bytes in the pieces that end at `cuts`. */
function inPieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index] ?? 0, end));
}

function read(pieces: readonly Uint8Array[], most = 1_000_000): StreamEvent[] {
  const stream = new EventStream(most);
  const found = [...pieces.flatMap((piece) => stream.feed(piece)), ...stream.end()];
  stream.check();
  return found;
}

const text = fc.string({ unit: 'grapheme', minLength: 1 }).map((said) => said.replaceAll(/[\r\n\0]/g, ' '));

describe('an event stream', () => {
  it('reads the same events however its bytes are cut, in the middle of characters too', () => {
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1 }),
        fc.array(fc.nat()),
        fc.constantFrom('\n', '\r\n', '\r'),
        (said, cuts, line) => {
          const bytes = new TextEncoder().encode(said.map((one) => `: note${line}data: ${one}${line}${line}`).join(''));
          const whole = new TextDecoder().decode(new TextEncoder().encode(said.join('\0'))).split('\0');
          expect(read(inPieces(bytes, cuts)).map(({ data }) => data)).toEqual(whole);
        },
      ),
    );
  });

  it('takes a last event without its empty line', () => {
    expect(read([new TextEncoder().encode('data: a\n\nevent: close\ndata: b')])).toEqual([
      { data: 'a' },
      { event: 'close', data: 'b' },
    ]);
  });

  it('gives half a character at the end as one that cannot be read', () => {
    expect(read([new TextEncoder().encode('data: €').subarray(0, 8)])).toEqual([{ data: '\ufffd' }]);
  });

  it('is given up over an event past its bound, after what came before', () => {
    const stream = new EventStream(100);
    const bytes = new TextEncoder().encode(`data: a\n\ndata: ${'b'.repeat(200)}`);
    expect(stream.feed(bytes)).toEqual([{ data: 'a' }]);
    expect(() => stream.check()).toThrow(OversizedEvent);
    expect(stream.feed(new TextEncoder().encode('\n\ndata: c\n\n'))).toEqual([]);
    const within = new EventStream(100);
    within.feed(bytes.subarray(0, 9));
    expect(() => within.check()).not.toThrow();
  });
});
