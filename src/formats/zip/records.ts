import { type Extra, readExtra } from './extra.ts';
import { u16, u32 } from '../../codecs/little-endian.ts';

/** Record signatures, little-endian (APPNOTE.TXT 4.3). */
export const LOCAL = 0x04034b50;
export const CENTRAL = 0x02014b50;
export const END = 0x06054b50;
export const END64 = 0x06064b50;
export const LOCATOR64 = 0x07064b50;
export const DESCRIPTOR = 0x08074b50;

export const LOCAL_LENGTH = 30;
export const CENTRAL_LENGTH = 46;
export const END_LENGTH = 22;
export const END64_LENGTH = 56;
export const LOCATOR64_LENGTH = 20;
/** The longest data descriptor: signature, checksum and two 64-bit sizes. */
export const DESCRIPTOR_LENGTH = 24;

/** General purpose bits (APPNOTE.TXT 4.4.4). */
export const FLAG = {
  encrypted: 0x1,
  descriptor: 0x8,
  patched: 0x20,
  /** Of LZMA: an end marker tells where the data ends. */
  endMarker: 0x2,
  strong: 0x40,
  utf8: 0x800,
  masked: 0x2000,
} as const;
export const STORED = 0;
export const DEFLATED = 8;

/** Bytes of a name that are kept: longer than any path a system takes. */
const MOST_NAME = 4096;

/** What both headers of a member say. Sizes and offset are those of the zip64 extra field where the header defers to it. */
interface Header {
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  /** One character for each byte, at most 4,096. */
  readonly rawName: string;
  readonly nameLength: number;
  readonly extraLength: number;
  readonly extra: Extra;
}

export interface LocalHeader extends Header {
  readonly dataOffset: number;
}

export interface CentralHeader extends Header {
  /** Of this record in the file. */
  readonly at: number;
  readonly system: number;
  readonly disk: number;
  readonly attributes: number;
  /** Of the local header, as written. */
  readonly offset: number;
  readonly length: number;
  /** Bytes of its comment, which ends the record. */
  readonly commentLength: number;
}

/** Bytes that a local header with its name and extra field takes, read from its fixed part. */
export function localLength(bytes: Uint8Array, at: number): number {
  return LOCAL_LENGTH + u16(bytes, at + 26) + u16(bytes, at + 28);
}

/** APPNOTE.TXT 4.3.7; `at` is in `bytes`, `base` the file offset of their first. */
export function readLocal(bytes: Uint8Array, at: number, base: number): LocalHeader {
  const nameLength = u16(bytes, at + 26);
  const extraLength = u16(bytes, at + 28);
  const name = at + LOCAL_LENGTH;
  const extra = readExtra(bytes.subarray(name + nameLength, name + nameLength + extraLength), {
    size: u32(bytes, at + 22),
    compressedSize: u32(bytes, at + 18),
  });
  return {
    flags: u16(bytes, at + 6),
    method: u16(bytes, at + 8),
    crc: u32(bytes, at + 14),
    compressedSize: extra.compressedSize,
    size: extra.size,
    rawName: latin1(bytes, name, nameLength),
    nameLength,
    extraLength,
    extra,
    dataOffset: base + name + nameLength + extraLength,
  };
}

/** APPNOTE.TXT 4.3.12. Undefined where the record does not fit in `bytes`. */
export function readCentral(bytes: Uint8Array, at: number, base: number): CentralHeader | undefined {
  const nameLength = u16(bytes, at + 28);
  const extraLength = u16(bytes, at + 30);
  const length = CENTRAL_LENGTH + nameLength + extraLength + u16(bytes, at + 32);
  if (at + length > bytes.length) return undefined;
  const name = at + CENTRAL_LENGTH;
  const extra = readExtra(bytes.subarray(name + nameLength, name + nameLength + extraLength), {
    size: u32(bytes, at + 24),
    compressedSize: u32(bytes, at + 20),
    offset: u32(bytes, at + 42),
  });
  return {
    at: base + at,
    system: u16(bytes, at + 4) >> 8,
    flags: u16(bytes, at + 8),
    method: u16(bytes, at + 10),
    crc: u32(bytes, at + 16),
    compressedSize: extra.compressedSize,
    size: extra.size,
    rawName: latin1(bytes, name, nameLength),
    nameLength,
    extraLength,
    extra,
    disk: u16(bytes, at + 34),
    attributes: u32(bytes, at + 38),
    offset: extra.offset,
    length,
    commentLength: u16(bytes, at + 32),
  };
}

function latin1(bytes: Uint8Array, at: number, length: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(length, MOST_NAME, bytes.length - at)).toString(
    'latin1',
  );
}
