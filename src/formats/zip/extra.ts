import { crc32 } from 'node:zlib';
import { u16, u32, u64 } from '../../codecs/little-endian.ts';
import { candidate } from '../embedded.ts';

const ZIP64 = 0x0001;
const UNICODE_PATH = 0x7075;
const DEFERRED = 0xffff_ffff;

/** What a header's extra field changes about it (APPNOTE.TXT 4.5). */
export interface Extra {
  readonly size: number;
  readonly compressedSize: number;
  readonly offset: number;
  readonly zip64: boolean;
  /** Info-ZIP's Unicode path (APPNOTE.TXT 4.6.9): some readers take it instead of the name. */
  readonly unicodeName?: string;
  /** Checksum of the name that the Unicode path is meant to replace; readers ignore it where this does not match. */
  readonly unicodeNameOf?: number;
  /** What is wrong with it, in words. */
  readonly fault?: string;
  /** Fields that no archiver writes: where their data lies, from the beginning of the extra field. At most eight. */
  readonly strange?: readonly { readonly id: number; readonly at: number; readonly length: number }[];
}

const MOST_STRANGE = 8;
/** Data of one field that archivers write; Android and torch pad with longer ones, of one byte over and over. */
const USUAL_DATA = 64;
/** Beginnings of files are looked for from this many bytes on. */
const LEAST_DATA = 8;

interface Fixed {
  readonly size: number;
  readonly compressedSize: number;
  readonly offset?: number;
}

/** Reads an extra field against the fixed part of its header, whose all-ones values defer to the zip64 field. */
export function readExtra(bytes: Uint8Array, fixed: Fixed): Extra {
  let extra: Extra = {
    size: fixed.size,
    compressedSize: fixed.compressedSize,
    offset: fixed.offset ?? 0,
    zip64: false,
  };
  let at = 0;
  while (at + 4 <= bytes.length) {
    const id = u16(bytes, at);
    const length = u16(bytes, at + 2);
    const data = bytes.subarray(at + 4, at + 4 + length);
    if (data.length < length) return { ...extra, fault: `field 0x${id.toString(16)} is longer than the extra data` };
    if (id === ZIP64) extra = { ...extra, ...readZip64(data, fixed, extra.zip64) };
    if (id === UNICODE_PATH && length > 5) {
      extra = { ...extra, unicodeName: Buffer.from(data.subarray(5)).toString('latin1'), unicodeNameOf: u32(data, 1) };
    }
    if (id !== ZIP64 && isStrange(data)) {
      const { strange = [] } = extra;
      if (strange.length < MOST_STRANGE) extra = { ...extra, strange: [...strange, { id, at: at + 4, length }] };
    }
    at += 4 + length;
  }
  if (!extra.zip64 && [fixed.size, fixed.compressedSize, fixed.offset].includes(DEFERRED)) {
    extra = { fault: 'a size or offset is left to a zip64 field that is not there', ...extra };
  }
  return extra;
}

/** Long data that is no padding, or what begins as a file of its own. */
function isStrange(data: Uint8Array): boolean {
  if (data.length < LEAST_DATA) return false;
  return candidate(0, data.length, true, data, 0) !== undefined || (data.length > USUAL_DATA && !isPadding(data));
}

const isPadding = (data: Uint8Array): boolean => {
  // Android's alignment field begins with the alignment itself.
  const last = data.at(-1);
  return data.subarray(2).every((byte) => byte === last);
};

/** APPNOTE.TXT 4.5.3: 64-bit values, in this order, of those that the header defers. */
function readZip64(data: Uint8Array, fixed: Fixed, again: boolean): Partial<Extra> {
  const wanted = [fixed.size, fixed.compressedSize, fixed.offset].map((value) => value === DEFERRED);
  const needed = wanted.filter(Boolean).length * 8;
  if (needed > data.length) return { zip64: true, fault: 'the zip64 field is shorter than the values left to it' };
  let at = 0;
  const next = (deferred: boolean | undefined, value: number): number => {
    if (deferred !== true) return value;
    at += 8;
    return u64(data, at - 8);
  };
  const values = {
    size: next(wanted[0], fixed.size),
    compressedSize: next(wanted[1], fixed.compressedSize),
    offset: next(wanted[2], fixed.offset ?? 0),
    zip64: true,
  };
  if (again) return { ...values, fault: 'there are two zip64 fields' };
  const lies =
    fixed.offset !== undefined &&
    needed === 0 &&
    data.length >= 16 &&
    u64(data, 0) !== fixed.size &&
    u64(data, 8) !== fixed.size;
  return lies
    ? { ...values, fault: 'the zip64 field gives another size than the header, which does not defer to it' }
    : values;
}

/** True where a reader that honours the Unicode path would use another name. */
export function renames(extra: Extra, rawName: string): boolean {
  if (extra.unicodeName === undefined || extra.unicodeName === rawName) return false;
  return extra.unicodeNameOf === crc32(Buffer.from(rawName, 'latin1'));
}
