import type { CodeReference } from '../code-reference.ts';
import type { Structure } from '../format.ts';

/** A JSON configuration of a model, as far as it says which code a loader takes. */
export interface ModelConfigStructure extends Structure {
  readonly format: 'model-config';
  readonly references: readonly CodeReference[];
  /** `architectures`, bounded. */
  readonly architectures: readonly string[];
  readonly modelType?: string;
  /** Tokens at which a program begins or ends by itself or that it never says, by number; at most {@link MOST_IDS}. */
  readonly tokenIds: readonly { readonly name: string; readonly id: number }[];
  /** Of a `config.json`: what says how the model is built, as it stands there, bounded. */
  readonly settings?: Settings;
}

/** Plain values of the outermost level and lists of numbers; of what lies deeper, the parts of a model and how its weights are quantised. */
export interface Settings {
  readonly values: Readonly<Record<string, Setting>>;
  /** Plain values of `text_config` and `vision_config`, where they are there. */
  readonly parts?: Readonly<Record<string, Readonly<Record<string, Setting>>>>;
  readonly quantization?: Readonly<Record<string, Setting>>;
}
export type Setting = number | boolean | string | null | readonly number[];

/** Values read of one file; the largest real ones have label maps of some ten thousand (CWE-770). */
export const VALUES = 500_000;
/** Bytes kept of one string. */
export const TEXT = 4_096;
export const MOST_ARCHITECTURES = 50;
export const MOST_IDS = 256;
/** Settings kept of one object; real ones have under a hundred. */
export const MOST_SETTINGS = 400;
/** Characters kept of a setting in words. */
export const SETTING_TEXT = 128;
/** Numbers kept of one list: some models have one a layer. */
export const MOST_NUMBERS = 1_024;
