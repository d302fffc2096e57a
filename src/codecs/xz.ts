import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { InputError } from '../core/errors.ts';
import type { Limits } from '../core/limits.ts';
import { type ByteSource, rangeSource } from '../sources/byte-source.ts';
import { Crc64 } from './checksums.ts';
import { type Codec, type Remark, remark } from './codec.ts';
import { deltaFilter, type Filter, filtered, x86Filter } from './filters.ts';
import { faultOf, Input } from './input.ts';
import { isXz } from './magic.ts';
import { dictionaryOf, lzma2 } from './lzma2.ts';

const HEADER = 12;
const MOST_MEMBERS = 65_536;
const MOST_BLOCKS = 1_000_000;

/** The xz format (xz-file-format.txt 1.2.1): streams of blocks, an index and a footer each. */
export const xz = (limits: Limits): Codec =>
  async function* unpackXz(compressed, signal) {
    const remarks: Remark[] = [];
    const place = { at: 0 };
    let members = 0;
    try {
      for (;;) {
        const head = await compressed.read(place.at, HEADER, signal);
        if (!isXz(head)) {
          if (members === 0) throw new InputError('malformed', 'there is no xz header');
          return { consumed: place.at, members, remarks };
        }
        if (++members > MOST_MEMBERS) throw new InputError('limit', `more than ${MOST_MEMBERS} xz streams`);
        yield* stream(compressed, place, { head, remarks, limits, signal });
        // Between streams and at the end lie zeros, four at a time.
        while (isZero(await compressed.read(place.at, 4, signal))) place.at += 4;
      }
    } catch (error) {
      return { consumed: place.at, fault: faultOf(error), members: Math.max(1, members), remarks };
    }
  };

const isZero = (four: Uint8Array): boolean => four.length === 4 && four.every((byte) => byte === 0);

interface Reading {
  readonly head: Uint8Array;
  readonly remarks: Remark[];
  readonly limits: Limits;
  readonly signal: AbortSignal | undefined;
}

async function* stream(source: ByteSource, place: { at: number }, reading: Reading): AsyncGenerator<Uint8Array, void> {
  const { head, remarks, signal } = reading;
  if (head.length < HEADER) throw new InputError('truncated', 'the compressed data ends early');
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const check = (head[7] ?? 0) & 15;
  if (head[6] !== 0 || (head[7] ?? 0) > 15) throw new InputError('unsupported', 'xz stream flags of a later version');
  if (crc32(head.subarray(6, 8)) !== view.getUint32(8, true))
    remark(remarks, 'checksum', 'the checksum of an xz stream header is wrong', place.at);
  place.at += HEADER;
  let blocks = 0;
  for (;;) {
    const size = (await source.read(place.at, 1, signal))[0];
    if (size === undefined) throw new InputError('truncated', 'the compressed data ends early');
    if (size === 0) break;
    if (++blocks > MOST_BLOCKS) throw new InputError('limit', `more than ${MOST_BLOCKS} xz blocks`);
    yield* block(source, place, (size + 1) * 4, check, reading);
  }
  await index(source, place, blocks, reading);
}

interface BlockHeader {
  readonly dictionary: number;
  readonly filters: readonly Filter[];
  readonly compressed: number | undefined;
  readonly size: number | undefined;
}

async function* block(
  source: ByteSource,
  place: { at: number },
  headerSize: number,
  check: number,
  { remarks, limits, signal }: Reading,
): AsyncGenerator<Uint8Array, void> {
  const bytes = await source.read(place.at, headerSize, signal);
  if (bytes.length < headerSize) throw new InputError('truncated', 'the compressed data ends early');
  const crc = new DataView(bytes.buffer, bytes.byteOffset).getUint32(headerSize - 4, true);
  if (crc32(bytes.subarray(0, headerSize - 4)) !== crc)
    remark(remarks, 'checksum', 'the checksum of an xz block header is wrong', place.at);
  const header = blockHeader(bytes.subarray(0, headerSize - 4));
  const from = place.at + headerSize;
  const chunks = filtered(
    lzma2(rangeSource(source, from, source.size - from), header.dictionary, limits, signal),
    header.filters,
  );
  const digest = checkOf(check);
  let size = 0;
  let step = await chunks.next();
  for (; step.done !== true; step = await chunks.next()) {
    size += step.value.length;
    digest?.update(step.value);
    yield step.value;
  }
  const length = step.value.consumed;
  place.at = from + length;
  if (step.value.fault !== undefined) throw step.value.fault;
  if ((header.size ?? size) !== size || (header.compressed ?? length) !== length)
    remark(remarks, 'header', 'an xz block header gives other sizes than the block has', from);
  place.at += (4 - (length % 4)) % 4;
  const width = CHECK_BYTES[check] ?? 0;
  const stored = await source.read(place.at, width, signal);
  if (stored.length < width) throw new InputError('truncated', 'the compressed data ends early');
  if (digest !== undefined && Buffer.compare(digest.digest(), stored) !== 0)
    remark(remarks, 'checksum', 'the checksum of an xz block does not match it', place.at);
  place.at += width;
}

/** Bytes of each kind of check: 1 is CRC-32, 4 is CRC-64, 10 is SHA-256. */
const CHECK_BYTES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];

interface Check {
  update(bytes: Uint8Array): void;
  digest(): Uint8Array;
}

function checkOf(kind: number): Check | undefined {
  if (kind === 4) return new Crc64();
  if (kind === 10) {
    const hash = createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
  }
  if (kind !== 1) return undefined;
  let crc = 0;
  return {
    update: (bytes) => void (crc = crc32(bytes, crc)),
    digest: () => Uint8Array.of(crc & 255, (crc >>> 8) & 255, (crc >>> 16) & 255, crc >>> 24),
  };
}

/** @throws InputError `unsupported` for filters other than LZMA2, delta and x86 */
function blockHeader(bytes: Uint8Array): BlockHeader {
  const flags = bytes[1] ?? 0;
  if ((flags & 0x3c) !== 0) throw new InputError('unsupported', 'xz block flags of a later version');
  const cursor = { at: 2 };
  const compressed = (flags & 0x40) === 0 ? undefined : variable(bytes, cursor);
  const size = (flags & 0x80) === 0 ? undefined : variable(bytes, cursor);
  const filters: Filter[] = [];
  let dictionary: number | undefined;
  for (let i = 0; i <= (flags & 3); i++) {
    const id = variable(bytes, cursor);
    const length = variable(bytes, cursor);
    const properties = bytes.subarray(cursor.at, cursor.at + length);
    if (properties.length < length || dictionary !== undefined)
      throw new InputError('malformed', 'an xz filter list that runs over');
    cursor.at += length;
    if (id === 0x21) dictionary = dictionaryOf(properties[0] ?? 255);
    else if (id === 3) filters.unshift(deltaFilter((properties[0] ?? 0) + 1));
    else if (id === 4)
      filters.unshift(
        x86Filter(length === 4 ? new DataView(properties.buffer, properties.byteOffset).getUint32(0, true) : 0),
      );
    else throw new InputError('unsupported', `xz with the filter 0x${id.toString(16)}, which is not read here`);
  }
  if (dictionary === undefined) throw new InputError('malformed', 'an xz block without LZMA2');
  return { dictionary, filters, compressed, size };
}

/** A number of seven bits for each byte, the lowest first. */
function variable(bytes: Uint8Array, cursor: { at: number }): number {
  let value = 0;
  for (let i = 0; i < 9; i++) {
    const byte = bytes[cursor.at++];
    if (byte === undefined) break;
    value += (byte & 127) * 2 ** (7 * i);
    if (byte < 128) return value;
  }
  throw new InputError('malformed', 'an xz number that does not end');
}

/** Records of the blocks, then the footer. Nothing of the data depends on it; what contradicts it is remarked. */
async function index(
  source: ByteSource,
  place: { at: number },
  blocks: number,
  { remarks, signal }: Reading,
): Promise<void> {
  const start = place.at;
  const input = new Input(source, signal, start);
  await input.ensure(10);
  input.u8();
  const number = async (): Promise<number> => {
    await input.ensure(9);
    const cursor = { at: input.at };
    const value = variable(input.bytes, cursor);
    input.at = cursor.at;
    return value;
  };
  const count = await number();
  if (count !== blocks) remark(remarks, 'header', `an xz index of ${count} blocks where there are ${blocks}`, start);
  for (let i = 0; i < Math.min(count, MOST_BLOCKS) * 2; i++) await number();
  input.skip((4 - ((input.position - start) % 4)) % 4);
  input.skip(4);
  const size = input.position - start;
  await input.ensure(12);
  const footer = input.take(12);
  place.at = input.position;
  const backward = (new DataView(footer.buffer, footer.byteOffset).getUint32(4, true) + 1) * 4;
  if (footer[10] !== 0x59 || footer[11] !== 0x5a || backward !== size)
    remark(remarks, 'header', 'the footer of an xz stream does not lead to its index', place.at - 12);
}
