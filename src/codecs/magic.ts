/** How compressed data begins: what tells one kind from another, without what decompresses it. */

/** LZ4 frames, and the format before them. */
export const LZ4_FRAME = 0x184d2204;
export const LZ4_LEGACY = 0x184c2102;
export const ZSTD_FRAME = 0xfd2fb528;

/** Bytes of an LZMA header: properties, dictionary, size. */
export const LZMA_HEADER = 13;

/** Characters of joblib's old header: `ZF` and a length in hexadecimal digits, padded to 19. */
export const ZFILE_HEADER = 21;

const magicOf = (head: Uint8Array): number =>
  ((head[0] ?? 0) | ((head[1] ?? 0) << 8) | ((head[2] ?? 0) << 16) | ((head[3] ?? 0) << 24)) >>> 0;

/** `BZh`, a block size from 1 to 9. */
export function isBzip2(head: Uint8Array): boolean {
  const [b, z, h, level = 0] = head;
  return b === 0x42 && z === 0x5a && h === 0x68 && level >= 0x31 && level <= 0x39;
}

export function isLz4(head: Uint8Array): boolean {
  return head.length >= 7 && (magicOf(head) === LZ4_FRAME || magicOf(head) === LZ4_LEGACY);
}

export const isZstd = (head: Uint8Array): boolean => head.length >= 4 && magicOf(head) === ZSTD_FRAME;

const XZ = Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0);
export const isXz = (head: Uint8Array): boolean => XZ.every((byte, i) => head[i] === byte);

/**
 * True for a header that encoders write: usual properties, a dictionary of a power of two or one and a half of it, a size
 * that is unknown or below 256 GiB, and the zero that the range coder begins with (as XZ Utils' `lzma_alone_decoder`).
 */
export function isLzmaAlone(head: Uint8Array): boolean {
  if (head.length < LZMA_HEADER + 5 || (head[0] ?? 255) >= 225 || head[LZMA_HEADER] !== 0) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const dictionary = view.getUint32(1, true);
  const top = dictionary === 0 ? 0 : 2 ** Math.floor(Math.log2(dictionary));
  const usual = dictionary === top || dictionary === top * 1.5 || dictionary === 0xffffffff;
  const high = view.getUint32(9, true);
  const unknown = high === 0xffffffff && view.getUint32(5, true) === 0xffffffff;
  return usual && dictionary >= 4096 && (unknown || high < 64);
}

/** True for the two bytes that a zlib stream without a preset dictionary begins with (RFC 1950, 2.2). */
export function isZlibHeader(head: Uint8Array): boolean {
  const [cmf = 0, flags = 0] = head;
  return (cmf & 15) === 8 && cmf >> 4 <= 7 && (cmf * 256 + flags) % 31 === 0 && (flags & 0x20) === 0;
}

/** True for the beginning of a file of joblib before 0.10 (joblib/numpy_pickle_compat.py, `write_zfile`). */
export function isZfile(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, ZFILE_HEADER)).toString('latin1');
  return (
    /^ZF0x[0-9a-f]{1,17}L? *$/.test(text) &&
    text.length === ZFILE_HEADER &&
    isZlibHeader(head.subarray(zfileDataOf(head)))
  );
}

/** Where its zlib stream begins: joblib 0.8 wrote one space more under Python 2. */
export const zfileDataOf = (head: Uint8Array): number =>
  head[ZFILE_HEADER] === 0x20 ? ZFILE_HEADER + 1 : ZFILE_HEADER;
