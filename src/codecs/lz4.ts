import { InputError } from '../core/errors.ts';
import { XxHash32 } from './checksums.ts';
import { type Codec, type Remark, remark } from './codec.ts';
import { faultOf, Input } from './input.ts';
import { History } from './lz4-block.ts';
import { LZ4_FRAME, LZ4_LEGACY } from './magic.ts';
import { isSkippable } from './skippable.ts';

const MOST_MEMBERS = 65_536;
/** Bytes of the largest block of each size code from 4 on; the old format has one of 8 MiB. */
const BLOCK = [65_536, 262_144, 1_048_576, 4_194_304];
const LEGACY_BLOCK = 8_388_608;

/** LZ4 frames (lz4_Frame_format.md 1.6.3), with the old format and what may be skipped between them. */
export const lz4: Codec = async function* lz4(compressed, signal) {
  const remarks: Remark[] = [];
  const input = new Input(compressed, signal);
  let members = 0;
  let end = 0;
  try {
    for (;;) {
      await input.ensure(8);
      end = input.position;
      const magic = input.left >= 4 ? input.u32() : 0;
      if (isSkippable(magic)) input.skip(input.u32());
      else if (magic === LZ4_FRAME) yield* frame(input, remarks);
      else if (magic === LZ4_LEGACY) yield* legacy(input);
      else {
        if (members === 0) throw new InputError('malformed', 'there is no LZ4 frame');
        return { consumed: end, members, remarks };
      }
      if (++members > MOST_MEMBERS) throw new InputError('limit', `more than ${MOST_MEMBERS} LZ4 frames`);
    }
  } catch (error) {
    return { consumed: input.position, fault: faultOf(error), members: Math.max(1, members), remarks };
  }
};

async function* frame(input: Input, remarks: Remark[]): AsyncGenerator<Uint8Array, void> {
  await input.ensure(15);
  const flags = input.u8();
  const most = BLOCK[((input.u8() >> 4) & 7) - 4];
  if (flags >> 6 !== 1 || most === undefined) throw new InputError('unsupported', 'an LZ4 frame of another version');
  const size = (flags & 8) === 0 ? undefined : input.u64();
  if ((flags & 1) !== 0) throw new InputError('unsupported', 'an LZ4 frame with a dictionary');
  input.u8();
  const history = new History(most);
  const hash = new XxHash32();
  let total = 0;
  for (;;) {
    await input.ensure(4);
    const head = input.u32();
    if (head === 0) break;
    const length = head & 0x7fffffff;
    if (length > most) throw new InputError('malformed', 'an LZ4 block larger than its frame allows');
    await input.ensure(length);
    const bytes = input.take(Math.min(length, input.left));
    if ((flags & 0x20) !== 0) history.clear();
    const { out, fault } = head >>> 31 === 1 ? history.store(bytes) : history.decode(bytes);
    hash.update(out);
    total += out.length;
    if (out.length > 0) yield out;
    if (bytes.length < length) throw new InputError('truncated', 'the compressed data ends early');
    if (fault !== undefined) throw fault;
    if ((flags & 0x10) !== 0) {
      await input.ensure(4);
      const block = new XxHash32();
      block.update(bytes);
      if (input.u32() !== block.digest())
        remark(remarks, 'checksum', 'the checksum of an LZ4 block does not match it', input.position - 4);
    }
  }
  if (size !== undefined && size !== total)
    remark(remarks, 'header', `an LZ4 frame claims ${size} bytes and has ${total}`, input.position);
  if ((flags & 4) === 0) return;
  await input.ensure(4);
  if (input.u32() !== hash.digest())
    remark(remarks, 'checksum', 'the LZ4 checksum does not match the data', input.position - 4);
}

/** Blocks with a length each, up to the end or to what is no length. */
async function* legacy(input: Input): AsyncGenerator<Uint8Array, void> {
  const history = new History(LEGACY_BLOCK);
  for (;;) {
    await input.ensure(4);
    if (input.left < 4) return;
    const length = input.u32();
    if (length > LEGACY_BLOCK + LEGACY_BLOCK / 255 + 16) {
      input.at -= 4;
      return;
    }
    await input.ensure(length);
    history.clear();
    const bytes = input.take(Math.min(length, input.left));
    const { out, fault } = history.decode(bytes);
    if (out.length > 0) yield out;
    if (bytes.length < length) throw new InputError('truncated', 'the compressed data ends early');
    if (fault !== undefined) throw fault;
  }
}
