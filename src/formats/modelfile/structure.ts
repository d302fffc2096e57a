import type { Structure } from '../format.ts';

/** A Modelfile of Ollama: which model, with which template and which words before every talk. */
export interface ModelfileStructure extends Structure {
  readonly format: 'modelfile';
  readonly instructions: readonly { readonly name: string /** Cut, raw. */; readonly value: string }[];
}

/** Instructions kept of one file (CWE-770). */
export const MOST_INSTRUCTIONS = 1_000;
/** Characters kept of one value; templates are handed out whole. */
export const TEXT = 1_000;
