import type { Structure } from '../format.ts';

/** What git keeps in the place of a large file: its hash and its size. */
export interface LfsPointerStructure extends Structure {
  readonly format: 'lfs-pointer';
  /** SHA-256 of the file that is meant; absent where the pointer does not say. */
  readonly oid?: string;
  /** Bytes of it. */
  readonly size?: number;
}
