import type { Structure } from '../format.ts';

/** A model card: front matter in YAML, of which plain entries are kept, and prose in Markdown. */
export interface ModelCardStructure extends Structure {
  readonly format: 'model-card';
  /** Absent where the file does not begin with `---`. */
  readonly front?: FrontMatter;
  /** The prose, raw and at most {@link TEXT} characters: make it printable before showing. */
  readonly text: string;
  /** Line of the file where the prose begins, from 1. */
  readonly textLine: number;
  /** True where there is more prose than is kept. */
  readonly cut: boolean;
}

export interface FrontMatter {
  /** False where no closing `---` was found: then nothing of it is taken, and all is prose, as on a hub. */
  readonly closed: boolean;
  /** `key: scalar` on the outermost level, in order, at most {@link MOST_ENTRIES}. */
  readonly entries: readonly { readonly key: string; readonly value: string; readonly line: number }[];
}

/** Characters of prose kept; long cards have some ten thousand (CWE-770). */
export const TEXT = 1_048_576;
export const MOST_ENTRIES = 200;
/** Characters kept of one key or value. */
export const ENTRY_TEXT = 256;
