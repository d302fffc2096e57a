import { deflateRawSync } from 'node:zlib';

/** A piece of a file: bytes, one byte, text (UTF-8), or a sequence of pieces. */
export type Part = Uint8Array | string | number | readonly Part[];

const encoder = new TextEncoder();

function flatten(part: Part, out: Uint8Array[]): void {
  if (typeof part === 'number') out.push(Uint8Array.of(part));
  else if (typeof part === 'string') out.push(encoder.encode(part));
  else if (part instanceof Uint8Array) out.push(part);
  else for (const inner of part) flatten(inner, out);
}

export function bin(...parts: readonly Part[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  flatten(parts, pieces);
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

/** Little-endian unsigned integer of `width` bytes (two's complement for negatives). */
export function le(value: number | bigint, width: number): Uint8Array {
  let rest = BigInt.asUintN(width * 8, BigInt(value));
  const out = new Uint8Array(width);
  for (let i = 0; i < width; i += 1) {
    out[i] = Number(rest & 255n);
    rest >>= 8n;
  }
  return out;
}

export const u16 = (value: number): Uint8Array => le(value, 2);
export const u32 = (value: number | bigint): Uint8Array => le(value, 4);
export const u64 = (value: number | bigint): Uint8Array => le(value, 8);

export function f32(...values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => {
    view.setFloat32(i * 4, value, true);
  });
  return new Uint8Array(view.buffer);
}

export const zeros = (count: number): Uint8Array => new Uint8Array(count);
export const fill = (count: number, byte: number): Uint8Array => new Uint8Array(count).fill(byte);
export const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0) & 255);
export const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const deflate = (bytes: Uint8Array): Uint8Array => new Uint8Array(deflateRawSync(bytes, { level: 9 }));
export const pad = (length: number, unit: number): Uint8Array => zeros((unit - (length % unit)) % unit);

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

export function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (table[(c ^ byte) & 255] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}
