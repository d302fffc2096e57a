import { InputError } from '../core/errors.ts';
import { Bzip2Block } from './bzip2-block.ts';
import { crcBzip2 } from './checksums.ts';
import { type Codec, type Remark, remark } from './codec.ts';
import { faultOf, Input } from './input.ts';
import { isBzip2 } from './magic.ts';
import { MsbBits } from './msb-bits.ts';

/** Streams of one file, as parallel compressors write them: one for each block. */
const MOST_MEMBERS = 65_536;
/** More than the tables in front of a block can take: 18,002 selectors and six codes. */
const HEADER_BYTES = 40_000;
const PIECE = 65_536;

/**
 * bzip2, with streams one after another as loaders take them. Ours because no library for Node gives what precedes a
 * broken block, in memory that no header decides: at most 900,000 bytes of a block, four bytes for each.
 */
export const bzip2: Codec = async function* bzip2(compressed, signal) {
  const remarks: Remark[] = [];
  const input = new Input(compressed, signal);
  let members = 0;
  try {
    for (;;) {
      const start = input.position;
      await input.ensure(4);
      if (!isBzip2(input.bytes.subarray(input.at, input.at + 4))) {
        if (members === 0) throw new InputError('malformed', 'there is no bzip2 header');
        return { consumed: start, members, remarks };
      }
      if (++members > MOST_MEMBERS) throw new InputError('limit', `more than ${MOST_MEMBERS} bzip2 streams`);
      const level = (input.take(4)[3] ?? 0x30) - 0x30;
      yield* stream(input, level, remarks);
    }
  } catch (error) {
    return { consumed: input.position, fault: faultOf(error), members: Math.max(1, members), remarks };
  }
};

async function* stream(input: Input, level: number, remarks: Remark[]): AsyncGenerator<Uint8Array, void> {
  const bits = new MsbBits(input);
  let combined = 0;
  for (;;) {
    await input.ensure(HEADER_BYTES);
    const high = bits.take(24);
    const low = bits.take(24);
    const crc = bits.take(16) * 65_536 + bits.take(16);
    if (high === 0x177245 && low === 0x385090) {
      if (crc !== combined >>> 0)
        remark(remarks, 'checksum', 'the checksum of a bzip2 stream does not match its blocks', input.position);
      bits.align();
      return;
    }
    if (high !== 0x314159 || low !== 0x265359) throw new InputError('malformed', 'no bzip2 block begins here');
    const block = new Bzip2Block(level * 100_000, bits);
    while (!block.symbols()) await input.ensure(HEADER_BYTES);
    block.prepare();
    let sum = -1;
    for (let piece = block.bytes(PIECE); piece.length > 0; piece = block.bytes(PIECE)) {
      sum = crcBzip2(piece, sum);
      yield piece;
    }
    const found = ~sum >>> 0;
    if (found !== crc) remark(remarks, 'checksum', 'the checksum of a bzip2 block does not match it', input.position);
    combined = ((combined << 1) | (combined >>> 31)) ^ found;
  }
}
