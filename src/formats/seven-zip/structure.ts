import type { Structure } from '../format.ts';

/** A 7z archive: its members, and how their bytes are packed. */
export interface SevenZipStructure extends Structure {
  readonly format: 'seven-zip';
  /** At most `seven-zip.entries`. */
  readonly members: readonly SevenZipMember[];
  /** Names of the methods in use, as 7-Zip calls them; an identifier in hexadecimal where it has no name here. */
  readonly methods: readonly string[];
  /** True where the list of members is itself compressed, as 7-Zip does by default. */
  readonly headerEncoded: boolean;
}

interface SevenZipMember {
  /** Cut to 4,096 characters. */
  readonly name: string;
  /** Bytes once unpacked, as claimed; 0 for folders. */
  readonly size: number;
  readonly kind: 'file' | 'folder' | 'symlink';
}
