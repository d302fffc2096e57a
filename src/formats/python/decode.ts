import { Buffer } from 'node:buffer';
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { MOST_FOLDED } from './value.ts';

type Decoder = (bytes: Buffer) => Buffer | undefined;

const base64: Decoder = (bytes) => Buffer.from(bytes.toString('latin1'), 'base64');
const hex: Decoder = (bytes) => Buffer.from(bytes.toString('latin1').replace(/\s/g, ''), 'hex');
const inflate: Decoder = (bytes) => {
  // Raw streams too: decompressobj and a negative wbits ask for them.
  for (const unpack of [inflateSync, gunzipSync, inflateRawSync, brotliDecompressSync]) {
    try {
      return unpack(bytes, { maxOutputLength: MOST_FOLDED });
    } catch {
      // Not in this form.
    }
  }
  return undefined;
};
const rot13: Decoder = (bytes) =>
  Buffer.from(
    bytes.toString('latin1').replace(/[a-z]/gi, (letter) => {
      const base = letter <= 'Z' ? 65 : 97;
      return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
    }),
    'latin1',
  );
const base32: Decoder = (bytes) => {
  const out: number[] = [];
  let held = 0;
  let bits = 0;
  for (const letter of bytes.toString('latin1').replace(/=+$/, '').toUpperCase()) {
    held = ((held << 5) | 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits >= 8) out.push((held >> (bits -= 8)) & 0xff);
  }
  return Buffer.from(out);
};
const base85: Decoder = (bytes) => {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';
  const text = bytes.toString('latin1');
  const out: number[] = [];
  for (let i = 0; i < text.length; i += 5) {
    const group = text.slice(i, i + 5);
    let value = 0;
    for (const letter of group.padEnd(5, '~')) value = value * 85 + digits.indexOf(letter);
    for (let j = 0; j < group.length - 1; j++) out.push(Math.floor(value / 256 ** (3 - j)) & 0xff);
  }
  return Buffer.from(out);
};
const opaque: Decoder = () => undefined;

const DECODERS: Readonly<Record<string, Decoder>> = {
  'base64.b64decode': base64,
  'base64.standard_b64decode': base64,
  'base64.urlsafe_b64decode': base64,
  'base64.decodebytes': base64,
  'base64.decodestring': base64,
  'base64.b32decode': base32,
  'base64.b16decode': hex,
  'base64.b85decode': base85,
  'base64.a85decode': opaque,
  'binascii.a2b_base64': base64,
  'binascii.unhexlify': hex,
  'binascii.a2b_hex': hex,
  'bytes.fromhex': hex,
  'bytearray.fromhex': hex,
  'zlib.decompress': inflate,
  'zlib.decompressobj().decompress': inflate,
  'gzip.decompress': inflate,
  'bz2.decompress': opaque,
  'lzma.decompress': opaque,
  'codecs.decode': opaque,
  'marshal.loads': opaque,
  'cryptography.fernet.Fernet().decrypt': opaque,
};

export const isDecoder = (path: string): boolean => Object.hasOwn(DECODERS, path);

/** What a decoding function of the standard library makes of a text; undefined where that is not known. */
export function decodeWith(path: string, text: string): string | undefined {
  return DECODERS[path]?.(Buffer.from(text, 'latin1'))?.toString('latin1');
}

/** `codecs.decode(text, name)` and `text.decode(name)`. */
export function decodeNamed(text: string, encoding: string): string | undefined {
  const bytes = Buffer.from(text, 'latin1');
  switch (
    encoding
      .toLowerCase()
      .replaceAll(/[-_]/g, '')
      .replace(/codec$/, '')
  ) {
    case 'utf8':
    case 'u8':
    case 'ascii':
      return bytes.toString('utf8');
    case 'latin1':
    case 'iso88591':
      return text;
    case 'utf16':
    case 'utf16le':
      return bytes.toString('utf16le');
    case 'rot13':
      return rot13(bytes)?.toString('latin1');
    case 'hex':
      return hex(bytes)?.toString('latin1');
    case 'base64':
      return base64(bytes)?.toString('latin1');
    case 'zlib':
    case 'zip':
      return inflate(bytes)?.toString('latin1');
    default:
      return undefined;
  }
}
