import type { Structure } from '../format.ts';

/** The graph of a model in ONNX or TensorFlow, as far as it reaches beyond its own numbers: nothing is run. */
export interface GraphStructure extends Structure {
  readonly format: 'graph';
  readonly flavour: 'onnx' | 'tensorflow';
  readonly nodes: number;
  /** Distinct operators, `Conv` or `domain::name`; at most {@link MOST_OPERATORS}. */
  readonly operators: readonly { readonly name: string; readonly count: number }[];
  /** Files that hold numbers of tensors, as written; at most {@link MOST_LOCATIONS}. Raw text. */
  readonly locations: readonly string[];
}

// Bounds on what one file may make us keep and do (CWE-770, CWE-834, CWE-674).
export const MOST_OPERATORS = 2_000;
export const MOST_LOCATIONS = 1_000;
export const MOST_FIELDS = 20_000_000;
export const DEEPEST = 64;
/** Bytes kept of one text. */
export const TEXT = 1_024;

/** What the name says that the first message is. */
export function rootOf(name: string): 'model' | 'saved' | 'graphdef' | undefined {
  if (/\.onnx$/i.test(name)) return 'model';
  if (/^saved_model\.pb$/i.test(name)) return 'saved';
  return /\.pb$/i.test(name) ? 'graphdef' : undefined;
}
