import type { Structure } from '../format.ts';

/** What the configuration of a tokenizer or processor says that others need. All text is raw. */
export interface TokenizerConfigStructure extends Structure {
  readonly format: 'tokenizer-config';
  readonly tokenizerClass?: string;
  readonly processorClass?: string;
  /** Entries of `auto_map`: Python of the repository that loading imports. */
  readonly autoMap: readonly { readonly key: string; readonly target: string }[];
  /** Names of the templates, each emitted as a part; `default` for the one without a name. */
  readonly templates: readonly string[];
  /** Entries of `added_tokens_decoder`; at most {@link ADDED}. */
  readonly added: readonly { readonly id: number; readonly content: string }[];
  /** Tokens declared special by text alone, `additional_special_tokens`; at most {@link ADDED} of a key. */
  readonly additional: readonly string[];
  /** `eos_token` and the like, by name; at most {@link SPECIAL}. */
  readonly special: readonly { readonly name: string; readonly content: string }[];
}

/** Values read of one file; vocabularies of added tokens have some thousands (CWE-770). */
export const VALUES = 1_000_000;
/** Templates of one file. */
export const TEMPLATES = 64;
/** Entries of `auto_map` kept. */
export const AUTO_MAP = 64;
/** Bytes kept of a name. */
export const TEXT = 1_024;
/** Added tokens kept; the most that are published have some 7,000 (CWE-770). */
export const ADDED = 50_000;
/** Named special tokens kept (CWE-770). */
export const SPECIAL = 64;
