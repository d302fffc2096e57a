import type { Structure } from '../format.ts';

/** A picture, as far as it holds what no viewer draws: comments, private chunks, bytes behind its end. */
export interface PictureStructure extends Structure {
  readonly format: 'picture';
  readonly flavour: PictureKind;
  /** Stretches that hold text or data of any kind, each handed out as a part; bounded. */
  readonly asides: readonly Aside[];
}

export type PictureKind = 'png' | 'jpeg' | 'gif' | 'webp';

export interface Aside {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
  /** How what is in it is kept. */
  readonly packed?: 'zlib';
}

/** Stretches kept of one picture (CWE-770). */
export const MOST_ASIDES = 256;
