import type { Structure } from '../format.ts';

/** A Jupyter notebook. Its code is a part of its own, read as Python. */
export interface NotebookStructure extends Structure {
  readonly format: 'notebook';
  readonly cells: number;
  readonly codeCells: number;
  /** `language_info.name` or the kernel's language, where it is given. */
  readonly language?: string;
}

/** Values read of one file: outputs hold tables (CWE-770). */
export const VALUES = 1_000_000;
/** Bytes kept of one line; outputs hold images. */
export const TEXT = 262_144;
