import type { Structure } from '../format.ts';

/** What a PEFT adapter says of itself. All text is raw: make it printable before showing. */
export interface AdapterConfigStructure extends Structure {
  readonly format: 'adapter-config';
  /** `base_model_name_or_path`: a hub repository or a path, as the loader will take it. */
  readonly base?: string;
  /** Of the base; absent or null is the newest. */
  readonly revision?: string;
  readonly peftType?: string;
  readonly taskType?: string;
  /** A list of module names, or one regular expression. */
  readonly targetModules?: readonly string[] | string;
  readonly modulesToSave?: readonly string[];
  readonly rank?: number;
  readonly alpha?: number;
  /** Present where the base is a class of its own, which its `parent_library` (a Python module) is imported for. */
  readonly autoMapping?: { readonly baseModelClass?: string; readonly parentLibrary?: string };
  /** Every other field, bounded. */
  readonly others: readonly { readonly key: string; readonly kind: string; readonly text: string }[];
}

/** Values read of one file; a real one has a few hundred (CWE-770). */
export const VALUES = 200_000;
/** Bytes kept of one string. */
export const TEXT = 4_096;
/** Names kept of one list. */
export const NAMES = 10_000;
/** Fields kept that are not known by name. */
export const OTHERS = 500;
