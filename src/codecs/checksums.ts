/** Adler-32 (RFC 1950, 8.2) of further bytes. */
export function adler32(bytes: Uint8Array, before = 1): number {
  let a = before & 0xffff;
  let b = before >>> 16;
  // 5,552 is the most bytes whose sums stay below 2^32.
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(at + 5552, bytes.length);
    for (; at < end; at++) {
      a += bytes[at] ?? 0;
      b += a;
    }
    a %= 65_521;
    b %= 65_521;
  }
  return ((b << 16) | a) >>> 0;
}

const CRC_BZIP2 = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc < 0 ? 0x04c11db7 : 0);
  return crc;
});

/** bzip2's checksum of further bytes, not yet inverted: the polynomial of CRC-32 with the highest bit first. */
export function crcBzip2(bytes: Uint8Array, before: number): number {
  let crc = before | 0;
  for (let i = 0; i < bytes.length; i++) crc = (crc << 8) ^ (CRC_BZIP2[(crc >>> 24) ^ (bytes[i] ?? 0)] ?? 0);
  return crc;
}

const CRC64_LOW = new Int32Array(256);
const CRC64_HIGH = new Int32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let crc = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) crc = (crc >> 1n) ^ ((crc & 1n) === 1n ? 0xc96c5795d7870f42n : 0n);
  CRC64_LOW[byte] = Number(crc & 0xffffffffn);
  CRC64_HIGH[byte] = Number(crc >> 32n);
}

/** CRC-64 as xz has it (ECMA-182, reflected), over bytes that come in pieces. */
export class Crc64 {
  private low = -1;
  private high = -1;

  update(bytes: Uint8Array): void {
    let { low, high } = this;
    for (let i = 0; i < bytes.length; i++) {
      const index = (low ^ (bytes[i] ?? 0)) & 0xff;
      low = ((low >>> 8) | (high << 24)) ^ (CRC64_LOW[index] ?? 0);
      high = (high >>> 8) ^ (CRC64_HIGH[index] ?? 0);
    }
    this.low = low;
    this.high = high;
  }

  /** Eight bytes, little-endian. */
  digest(): Uint8Array {
    const out = new DataView(new ArrayBuffer(8));
    out.setUint32(0, ~this.low >>> 0, true);
    out.setUint32(4, ~this.high >>> 0, true);
    return new Uint8Array(out.buffer);
  }
}

const P1 = 0x9e3779b1;
const P2 = 0x85ebca77;
const P3 = 0xc2b2ae3d;
const P4 = 0x27d4eb2f;
const P5 = 0x165667b1;
const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

/** xxHash32 with seed 0, as LZ4 frames have it, over bytes that come in pieces. */
export class XxHash32 {
  private readonly lanes = Int32Array.of(P1 + P2, P2, 0, -P1);
  private rest: Uint8Array = new Uint8Array(0);
  private total = 0;

  update(more: Uint8Array): void {
    this.total += more.length;
    const bytes = this.rest.length === 0 ? more : Buffer.concat([this.rest, more]);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    for (; at + 16 <= bytes.length; at += 16) {
      for (let lane = 0; lane < 4; lane++) {
        const mixed = ((this.lanes[lane] ?? 0) + Math.imul(view.getInt32(at + 4 * lane, true), P2)) | 0;
        this.lanes[lane] = Math.imul(rotate(mixed, 13), P1);
      }
    }
    this.rest = bytes.slice(at);
  }

  digest(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.lanes;
    let hash = this.total >= 16 ? rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18) : P5;
    hash = (hash + this.total) | 0;
    const view = new DataView(this.rest.buffer, this.rest.byteOffset, this.rest.length);
    let at = 0;
    for (; at + 4 <= this.rest.length; at += 4)
      hash = Math.imul(rotate((hash + Math.imul(view.getInt32(at, true), P3)) | 0, 17), P4);
    for (; at < this.rest.length; at++) hash = Math.imul(rotate((hash + Math.imul(view.getUint8(at), P5)) | 0, 11), P1);
    hash = Math.imul(hash ^ (hash >>> 15), P2);
    hash = Math.imul(hash ^ (hash >>> 13), P3);
    return (hash ^ (hash >>> 16)) >>> 0;
  }
}
