import type { Structure } from '../format.ts';

/** One NumPy array: its header, and whether its data is numbers or a pickle. */
export interface NpyStructure extends Structure {
  readonly format: 'npy';
  /** Of the format, `major.minor`. */
  readonly version: string;
  /** `descr` as written, cut: a type string or a list of fields. */
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** True where elements are Python objects: the data is then a pickle. */
  readonly objects: boolean;
  /** Where the data begins, in bytes. */
  readonly dataStart: number;
}

export const NPY_MAGIC = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59);
export const isNpy = (head: Uint8Array): boolean => NPY_MAGIC.every((byte, i) => head[i] === byte);
