import type { JsonValue } from '../json-value.ts';
import type { Structure } from '../format.ts';

/**
 * What turns text into token numbers and back: `tokenizer.json` of Hugging Face's tokenizers, or a bare table of
 * tokens (`vocab.json`, `vocab.txt`, `added_tokens.json`, the pieces of a SentencePiece model).
 */
export interface TokenizerStructure extends Structure {
  readonly format: 'tokenizer';
  readonly flavour?: 'vocabulary';
  readonly model: TokenizerModel;
  readonly vocabulary: Vocabulary;
  /** Different tokens under one number: text and number agree in one direction only. */
  readonly sharedIds: Tally;
  /** Tokens that the table names more than once; the last one counts. */
  readonly repeated: Tally;
  /** Numbers below the highest that no token has. */
  readonly holes: number;
  readonly merges: Merges;
  /** Tokens whose numbers break an order that the rest of the table keeps. */
  readonly order: Order;
  /** Added tokens in file order; at most {@link ADDED}. */
  readonly added: readonly AddedToken[];
  /** Of a GGUF file: the tokens that it names by number, `eos_token_id` and the like; at most {@link NAMED}. */
  readonly named?: readonly { readonly name: string; readonly id: number }[];
  /** Normalizers, pre-tokenizers, post-processors and decoders, sequences laid out flat. */
  readonly steps: readonly Step[];
  /** What happens to every text by its length, and to words that the table lacks. */
  readonly measures?: Measures;
}

export interface Measures {
  /** Tokens that are kept of a text. */
  readonly truncation?: number;
  /** What short texts are filled up with: as it is called, and what the table has under its number. */
  readonly padding?: { readonly text: string; readonly called?: string };
  /** What stands for a word that the table lacks. */
  readonly unknown?: string;
  /** Letters of the longest word that is not taken for an unknown one. */
  readonly longestWord?: number;
}

export type TokenizerModel = 'BPE' | 'WordPiece' | 'Unigram' | 'WordLevel' | 'other';

/** Tokens and their numbers in columns: a quarter of a million take some 4 MB. Read one with {@link tokenText}. */
export interface Vocabulary {
  /** All tokens one after another, raw: make them printable before showing. */
  readonly text: string;
  /** Those of token `i` are from `from[i]` to `from[i + 1]`, in UTF-16 code units. */
  readonly from: Uint32Array;
  readonly ids: Uint32Array;
}

/** How many, and the first of them. */
export interface Tally {
  readonly count: number;
  readonly examples: readonly string[];
}

export interface Merges {
  readonly count: number;
  /** Merges of or into tokens that the vocabulary lacks. */
  readonly absent: Tally;
  /** Tokens of letters that no chain of merges makes; none where it cannot be told. */
  readonly unreachable: Tally;
}

export interface Order {
  /** Tokens whose place was compared; 0 where the table follows no order that could be broken. */
  readonly compared: number;
  readonly broken: Tally;
  /** True where exchanging the broken ones among themselves restores the order: they were swapped. */
  readonly swapped: boolean;
}

export interface AddedToken {
  readonly id: number;
  /** Raw text. */
  readonly content: string;
  readonly special: boolean;
  readonly normalized: boolean;
  /** The text that the vocabulary has under this number, where it is another. */
  readonly vocabularyHas?: string;
  /** The number that the vocabulary gives this text, where it is another. */
  readonly vocabularyId?: number;
}

export interface Step {
  readonly stage: 'normalizer' | 'pre-tokenizer' | 'post-processor' | 'decoder';
  readonly type: string;
  /** What is looked for, as written; `regex` says how. */
  readonly pattern?: string;
  readonly regex?: boolean;
  /** What is put in its place, before the text, or cut from its ends. */
  readonly content?: string;
  /** What happens to what a Split finds. */
  readonly behavior?: string;
  readonly invert?: boolean;
  /** Of a compiled map: what it replaces on its own account, as `text\0replacement`. */
  readonly own?: Tally;
  /** Tokens that a post-processor adds, with the numbers it gives them and what the vocabulary calls those. */
  readonly tokens?: readonly PlacedToken[];
  /** Of a post-processor: true where the text itself, or the second of two, has no place in what it makes. */
  readonly dropsText?: true;
}

export interface PlacedToken {
  readonly text: string;
  readonly ids: readonly number[];
  readonly called: readonly string[];
}

/** Bytes kept of one token; longer ones are cut. */
export const TOKEN_TEXT = 1_024;
/** Characters kept of one pattern or replacement. */
export const STEP_TEXT = 4_096;
/** Bytes read of one text in a step: compiled maps have some 320,000 in base64. */
export const STEP_BYTES = 4_194_304;
/** Added tokens kept; the most that are published have some 7,000 (CWE-770). */
export const ADDED = 50_000;
/** Tokens named by number; llama.cpp knows some twenty (CWE-770). */
export const NAMED = 64;
/** Normalizers and the like kept; real ones have under ten (CWE-770). */
export const STEPS = 256;
const EXAMPLES = 8;

export const NO_TALLY: Tally = { count: 0, examples: [] };
export const NO_MERGES: Merges = { count: 0, absent: NO_TALLY, unreachable: NO_TALLY };
export const NO_ORDER: Order = { compared: 0, broken: NO_TALLY, swapped: false };

export function tokenText(vocabulary: Vocabulary, index: number): string {
  return vocabulary.text.slice(vocabulary.from[index] ?? 0, vocabulary.from[index + 1] ?? 0);
}

/** Counts all and keeps the first {@link EXAMPLES}. */
export class Counter {
  #count = 0;
  readonly #examples: string[] = [];

  add(example: () => string): void {
    this.#count++;
    if (this.#examples.length < EXAMPLES) this.#examples.push(example());
  }

  tally(): Tally {
    return { count: this.#count, examples: this.#examples };
  }
}

export const asText = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** The name that the reader of GGUF gives to the entries of its vocabulary, `tokenizer.ggml.*` as they stand. */
export const GGUF_VOCABULARY = 'gguf-vocabulary';
