import { crc32 } from 'node:zlib';
import { InputError } from '../core/errors.ts';
import { type ByteSource, rangeSource } from '../sources/byte-source.ts';
import { readAhead } from '../sources/read-ahead.ts';
import { type Codec, type Remark, remark } from './codec.ts';
import { inflated } from './deflate.ts';
import { Inflate } from './inflate.ts';
import { faultOf, Input } from './input.ts';

/** Members of one file: those of block-compressed files hold 64 KiB each. */
const MOST_MEMBERS = 65_536;
/** Bytes of the longest header that is read: extra field, name and comment. */
const MOST_HEADER = 65_536 + 2 * 4096;
const FLAG = { headerCrc: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 };

export interface GzipHeader {
  readonly length: number;
  /** Name of the file before compression, if it is given. */
  readonly name?: string;
  /** The extra field, without its length, and the comment; cut to 64 KiB and 4 KiB. */
  readonly extra?: Uint8Array;
  readonly comment?: string;
  /** Flags that the specification reserves are set: gzip refuses them, Python does not look. */
  readonly reserved: boolean;
}

/** gzip (RFC 1952): members one after another, which loaders read as one, zeros between them as Python allows. */
export const gzip: Codec = async function* gzip(source, signal) {
  const compressed = readAhead(source);
  const decoder = new Inflate();
  const remarks: Remark[] = [];
  let at = 0;
  let members = 0;
  for (;;) {
    const start = at;
    try {
      const header = await readGzipHeader(compressed, at, signal);
      if (header === undefined) {
        if (members === 0) throw new InputError('malformed', 'there is no gzip header');
        return { consumed: at, members, remarks };
      }
      if (members >= MOST_MEMBERS) throw new InputError('limit', `more than ${MOST_MEMBERS} gzip members`);
      if (header.reserved)
        remark(remarks, 'header', 'a gzip header with reserved flags, which only some readers refuse', at);
      const from = at + header.length;
      decoder.reset();
      const chunks = inflated(decoder, rangeSource(compressed, from, compressed.size - from), signal);
      let crc = 0;
      let size = 0;
      let step = await chunks.next();
      for (; step.done !== true; step = await chunks.next()) {
        crc = crc32(step.value, crc);
        size += step.value.length;
        yield step.value;
      }
      members++;
      at = from + step.value.consumed;
      if (step.value.fault !== undefined) return { consumed: at, fault: step.value.fault, members, remarks };
      at = await readTrailer(compressed, at, { crc, size }, remarks, signal);
    } catch (error) {
      return { consumed: start, fault: faultOf(error), members: Math.max(1, members), remarks };
    }
    at = await skipZeros(compressed, at, signal);
  }
};

/** Undefined where no member begins there. @throws InputError `truncated`, `unsupported`, `limit` */
export async function readGzipHeader(
  source: ByteSource,
  at: number,
  signal?: AbortSignal,
): Promise<GzipHeader | undefined> {
  const input = new Input(source, signal, at);
  await input.ensure(10);
  if (input.bytes[0] !== 0x1f || input.bytes[1] !== 0x8b) return undefined;
  input.at = 2;
  const method = input.u8();
  const flags = input.u8();
  if (method !== 8) throw new InputError('unsupported', `gzip with compression method ${method}`, { offset: at });
  input.take(6);
  let extra: Uint8Array | undefined;
  if ((flags & FLAG.extra) !== 0) {
    await input.ensure(2);
    const length = input.u16();
    await input.ensure(length);
    extra = input.take(length).slice();
  }
  const name = (flags & FLAG.name) === 0 ? undefined : await zeroEnded(input, at);
  const comment = (flags & FLAG.comment) === 0 ? undefined : await zeroEnded(input, at);
  if ((flags & FLAG.headerCrc) !== 0) {
    await input.ensure(2);
    input.u16();
  }
  const reserved = (flags & FLAG.reserved) !== 0;
  return {
    length: input.position - at,
    reserved,
    ...(name === undefined ? {} : { name }),
    ...(extra === undefined ? {} : { extra }),
    ...(comment === undefined ? {} : { comment }),
  };
}

async function zeroEnded(input: Input, start: number): Promise<string> {
  let text = '';
  for (;;) {
    await input.ensure(1);
    const byte = input.u8();
    if (byte === 0) return text;
    if (text.length < 4096) text += String.fromCharCode(byte);
    if (input.position - start > MOST_HEADER) throw new InputError('limit', 'a gzip header without an end');
  }
}

async function readTrailer(
  source: ByteSource,
  at: number,
  found: { crc: number; size: number },
  remarks: Remark[],
  signal: AbortSignal | undefined,
): Promise<number> {
  const input = new Input(source, signal, at);
  await input.ensure(8);
  if (input.u32() !== found.crc) remark(remarks, 'checksum', 'the gzip checksum does not match the data', at);
  if (input.u32() !== found.size % 2 ** 32)
    remark(remarks, 'checksum', 'the gzip trailer gives another length than the data has', at + 4);
  return at + 8;
}

/** Python's gzip passes over zeros after a member (gzip.py, `_GzipReader._read_eof`). Those at the very end count too. */
async function skipZeros(source: ByteSource, at: number, signal: AbortSignal | undefined): Promise<number> {
  const input = new Input(source, signal, at);
  for (;;) {
    await input.ensure(1);
    if (input.left === 0 || input.bytes[input.at] !== 0) return input.position;
    input.at++;
  }
}
