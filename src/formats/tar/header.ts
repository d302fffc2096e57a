import { InputError } from '../../core/errors.ts';

export const BLOCK = 512;

/** One header block (POSIX.1-1988 ustar, with what V7 and GNU tar do otherwise). */
export interface Header {
  readonly name: string;
  readonly size: number;
  /** One character; NUL is an ordinary file of V7. */
  readonly type: string;
  readonly target: string;
  readonly dialect: 'ustar' | 'gnu' | 'v7';
  /** Whether the checksum is that of the block. */
  readonly sound: boolean;
  /** Of GNU's old sparse files: the size with holes, and whether more pieces are listed in blocks of their own. */
  readonly sparse?: { readonly extended: boolean; readonly realSize: number };
}

/** True where the first block is the header of an archive: `ustar`, or a checksum that is right. */
export function isHeader(block: Uint8Array): 'magic' | 'structure' | undefined {
  if (block.length < BLOCK || isZero(block)) return undefined;
  const right = checksumOf(block) === numberAt(block, 148, 8) && (numberAt(block, 124, 12) ?? -1) >= 0;
  if (text(block, 257, 5) === 'ustar') return right ? 'magic' : looksWritten(block) ? 'structure' : undefined;
  return right && (block[0] ?? 0) > 0x20 ? 'structure' : undefined;
}

/** With a wrong checksum the numbers at least are numbers. */
function looksWritten(block: Uint8Array): boolean {
  return numberAt(block, 124, 12) !== undefined && numberAt(block, 100, 8) !== undefined;
}

export const isZero = (block: Uint8Array): boolean => block.every((byte) => byte === 0);

/** @throws InputError `malformed` where the size is no number */
export function readHeader(block: Uint8Array): Header {
  const magic = text(block, 257, 8);
  const dialect = magic.startsWith('ustar') ? (block[263] === 0x20 ? 'gnu' : 'ustar') : 'v7';
  const prefix = dialect === 'ustar' ? text(block, 345, 155) : '';
  const name = text(block, 0, 100);
  const size = numberAt(block, 124, 12);
  if (size === undefined || size < 0) throw new InputError('malformed', 'a size that is no number');
  const type = String.fromCharCode(block[156] ?? 0);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size,
    type,
    target: text(block, 157, 100),
    dialect,
    sound: checksumOf(block) === numberAt(block, 148, 8),
    ...(type === 'S' ? { sparse: { extended: block[482] !== 0, realSize: numberAt(block, 483, 12) ?? 0 } } : {}),
  };
}

/** The sum of all bytes with the checksum's own field as spaces; some old writers added signed bytes. */
function checksumOf(block: Uint8Array): number {
  let sum = 8 * 0x20;
  let signed = sum;
  for (let i = 0; i < BLOCK; i++) {
    if (i >= 148 && i < 156) continue;
    const byte = block[i] ?? 0;
    sum += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  const stored = numberAt(block, 148, 8);
  return stored === signed ? signed : sum;
}

/** Octal digits between spaces and NULs, or GNU's base 256; undefined where it is neither. */
function numberAt(block: Uint8Array, at: number, length: number): number | undefined {
  const first = block[at] ?? 0;
  if (first === 0x80 || first === 0xff) {
    let value = 0;
    for (let i = at + 1; i < at + length; i++) value = value * 256 + (block[i] ?? 0);
    return first === 0xff ? value - 256 ** (length - 1) : value;
  }
  const digits = Buffer.from(block.subarray(at, at + length))
    .toString('latin1')
    .replace(/\0.*$/s, '')
    .trim();
  if (digits === '') return 0;
  return /^[0-7]{1,12}$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Text up to the first NUL. */
export function text(block: Uint8Array, at: number, length: number): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return UTF8.decode(end < 0 ? field : field.subarray(0, end));
}
