import { printable } from '../../core/printable.ts';
import { decodeName } from './names.ts';
import { isCompressed } from './methods.ts';
import { type CentralHeader, FLAG, type LocalHeader, STORED } from './records.ts';

/** A member with both its headers, where it has both. */
/** Enough to tell what begins like a pickle or an archive. */
export const LEAD = 4;

export interface Entry {
  readonly central?: CentralHeader;
  local?: LocalHeader;
  /** The first bytes of its data, at most {@link LEAD}: they came with the local header. */
  lead?: Uint8Array;
  /** Of the local header, in the file: the directory's offset with its shift. */
  readonly offset: number;
  /** Of the data's end, descriptor included, as far as is known. */
  end: number;
  /** Of a hidden member: as its header claims, or where that leaves them to a descriptor, as found by reading. */
  found?: { readonly compressedSize: number; readonly size: number };
  readonly name: string;
  /** False where the name's bytes are not what its flags say. */
  readonly nameSound: boolean;
}

export function listedEntry(central: CentralHeader, shift: number): Entry {
  const { name, sound } = decodeName(central.rawName, central.flags);
  const offset = central.offset + shift;
  return { central, offset, end: offset, name, nameSound: sound };
}

export function hiddenEntry(local: LocalHeader, offset: number): Entry {
  const { name, sound } = decodeName(local.rawName, local.flags);
  return { local, offset, end: local.dataOffset, name, nameSound: sound };
}

export function flagsOf(entry: Entry): number {
  return (entry.central?.flags ?? 0) | (entry.local?.flags ?? 0);
}

/** A name as a message shows it. */
export function quoted(name: string): string {
  return `'${printable(name, 120)}'`;
}

/** Sizes that the local header leaves to the descriptor after the data (APPNOTE.TXT 4.4.4, bit 3). */
export function deferred(local: LocalHeader): boolean {
  const empty = local.compressedSize === 0 && local.size === 0;
  const unknown = local.compressedSize === 0xffff_ffff || local.size === 0xffff_ffff;
  return (local.flags & FLAG.descriptor) !== 0 && (empty || unknown);
}

/** Compressed bytes: the directory's claim, or the local header's, or what was found. */
export function compressedSizeOf(entry: Entry): number {
  return entry.central?.compressedSize ?? entry.found?.compressedSize ?? entry.local?.compressedSize ?? 0;
}

export function sizeOf(entry: Entry): number {
  return entry.central?.size ?? entry.found?.size ?? entry.local?.size ?? 0;
}

export function crcOf(entry: Entry): number {
  return entry.central?.crc ?? entry.local?.crc ?? 0;
}

/** The methods that either header names, those that can be undone first; usually one. */
export function methodsOf(entry: Entry): number[] {
  const methods = [entry.central?.method, entry.local?.method].filter((method) => method !== undefined);
  return [...new Set(methods)];
}

export function readable(method: number): boolean {
  return method === STORED || isCompressed(method);
}

export function isFolder(entry: Entry): boolean {
  return entry.name.endsWith('/');
}

/** A Unix symbolic link, by the mode in the external attributes of archives made on Unix (APPNOTE.TXT 4.4.15). */
export function isSymlink(entry: Entry): boolean {
  const mode = (entry.central?.attributes ?? 0) >>> 16;
  return (mode & 0o170000) === 0o120000;
}
