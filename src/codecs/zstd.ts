import { constants, createZstdDecompress } from 'node:zlib';
import { InputError } from '../core/errors.ts';
import { type Codec } from './codec.ts';
import { faultOf, Input } from './input.ts';
import { ZSTD_FRAME } from './magic.ts';
import { isSkippable } from './skippable.ts';

const MOST_MEMBERS = 65_536;
const LARGEST_BLOCK = 131_072;
/** Bytes of the largest frame header. */
const HEADER = 18;
/** Largest window, as a power of two: 64 MiB, whatever a header claims. */
const WINDOW_LOG = 26;

/**
 * Zstandard (RFC 8878), decoded by the zstd inside Node. It is given one block at a time, so that everything before a
 * broken block comes out, and the end of the data is known to the byte.
 */
export const zstd: Codec = async function* zstd(compressed, signal) {
  const input = new Input(compressed, signal);
  let members = 0;
  let end = 0;
  try {
    for (;;) {
      await input.ensure(8);
      end = input.position;
      const magic = input.left >= 4 ? input.u32() : 0;
      if (isSkippable(magic)) input.skip(input.u32());
      else if (magic === ZSTD_FRAME) yield* frame(input);
      else {
        if (members === 0) throw new InputError('malformed', 'there is no Zstandard frame');
        return { consumed: end, members };
      }
      if (++members > MOST_MEMBERS) throw new InputError('limit', `more than ${MOST_MEMBERS} Zstandard frames`);
    }
  } catch (error) {
    return { consumed: input.position, fault: faultOf(error), members: Math.max(1, members) };
  }
};

async function* frame(input: Input): AsyncGenerator<Uint8Array, void> {
  await input.ensure(HEADER);
  const descriptor = input.bytes[input.at] ?? 0;
  const length = headerLength(descriptor);
  const decoder = new Decoder();
  try {
    yield* decoder.write(Buffer.concat([MAGIC, input.take(length)]));
    for (let last = false; !last; ) {
      await input.ensure(3);
      const header = input.take(3);
      const bits = (header[0] ?? 0) | ((header[1] ?? 0) << 8) | ((header[2] ?? 0) << 16);
      last = (bits & 1) === 1;
      // A repeated byte takes one; others as many as they say.
      const size = ((bits >> 1) & 3) === 1 ? 1 : bits >> 3;
      if (size > LARGEST_BLOCK) throw new InputError('malformed', 'a Zstandard block larger than any can be');
      const copy = header.slice();
      await input.ensure(size);
      yield* decoder.write(Buffer.concat([copy, input.take(size)]));
    }
    if ((descriptor & 4) !== 0) {
      await input.ensure(4);
      yield* decoder.write(input.take(4).slice());
    }
  } finally {
    decoder.close();
  }
}

const MAGIC = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd);

/** Bytes of a frame header after its magic number (RFC 8878, 3.1.1.1). */
function headerLength(descriptor: number): number {
  const single = (descriptor >> 5) & 1;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const content = [single, 2, 4, 8][descriptor >> 6] ?? 0;
  return 1 + (1 - single) + dictionary + content;
}

/** Node's decoder as a function from bytes to pieces. */
class Decoder {
  private readonly stream = createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: WINDOW_LOG } });
  private pieces: Uint8Array[] = [];
  private fault: Error | undefined;
  private wake: () => void = () => undefined;

  constructor() {
    this.stream.on('data', (piece: Uint8Array) => this.pieces.push(piece));
    this.stream.on('error', (fault: Error) => {
      this.fault = fault;
      this.wake();
    });
  }

  /** @throws InputError */
  async *write(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      this.stream.write(bytes, () => resolve());
    });
    // What was decoded is handed on by the stream in a later turn.
    await new Promise<void>((resolve) => setImmediate(resolve));
    const { pieces } = this;
    this.pieces = [];
    yield* pieces;
    if (this.fault !== undefined)
      throw new InputError('malformed', `the Zstandard data is broken (${this.fault.message})`, { cause: this.fault });
  }

  close(): void {
    this.stream.destroy();
  }
}
