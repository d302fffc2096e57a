import { Buffer } from 'node:buffer';
import { InputError } from '../../core/errors.ts';
import type { Notes } from '../notes.ts';
import { MergeTable, splitMerge } from './merges.ts';
import { orderOf } from './order.ts';
import {
  ADDED,
  type AddedToken,
  NAMED,
  NO_MERGES,
  NO_ORDER,
  TOKEN_TEXT,
  type TokenizerStructure,
} from './structure.ts';
import { VocabularyBuilder } from './vocabulary.ts';

/** Bytes of one value by type number; strings (8) and arrays (9) vary. `gguf_metadata_value_type`, docs/gguf.md. */
const WIDTHS: readonly number[] = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];
const STRING = 8;
const ARRAY = 9;
const UINT32 = 4;
const INT32 = 5;
/** Keys that name a token by its number. */
const NAMES_TOKEN = /^tokenizer\.ggml\.(\w{1,64}_token_id)$/;
/** `llama_token_type` of llama.cpp. */
const NORMAL = 1;
const CONTROL = 3;

/**
 * The vocabulary of a GGUF file, little-endian and of version 2 or later: what llama.cpp tokenizes with, whatever a
 * tokenizer.json beside it says. The reader of GGUF has checked every length already.
 */
export function readGgufVocabulary(bytes: Uint8Array, most: number, notes: Notes): TokenizerStructure {
  const found = new Entries(bytes, most);
  found.read();
  if (found.cut) notes.note('tokenizer.limit', () => `more than ${most} tokens or merges`, { stops: true });
  const table = new VocabularyBuilder(most);
  found.tokens.forEach((token, id) => table.add(token, id));
  const { vocabulary, sharedIds, holes } = table.build();
  const added = found.tokens.flatMap((content, id): AddedToken[] =>
    found.types[id] === CONTROL ? [{ id, content, special: true, normalized: false }] : [],
  );
  const pairs = new MergeTable(table, '');
  for (const merge of found.merges) {
    const pair = splitMerge(merge);
    if (pair !== undefined) pairs.add(...pair);
  }
  const scored = found.tokens.map((_, id) => (found.types[id] === NORMAL ? -(found.scores[id] ?? 0) : undefined));
  const { merges, order } =
    pairs.count > 0
      ? // What the file does not say: whether whole words are taken before merges. Nothing is called unreachable.
        pairs.examine({ added: new Set(), suffix: '', ignoreMerges: true })
      : {
          merges: NO_MERGES,
          order: found.scores.length > 0 ? orderOf(scored, (id) => found.tokens[id] ?? '') : NO_ORDER,
        };
  return {
    format: 'tokenizer',
    flavour: 'vocabulary',
    model: pairs.count > 0 ? 'BPE' : found.scores.length > 0 ? 'Unigram' : 'other',
    vocabulary,
    sharedIds,
    repeated: table.repeated(),
    holes,
    merges,
    order,
    added: added.slice(0, ADDED),
    named: found.named,
    steps: [],
  };
}

/** Key-value pairs, one after another, as far as they go. */
class Entries {
  tokens: string[] = [];
  merges: string[] = [];
  scores: number[] = [];
  types: number[] = [];
  readonly named: { name: string; id: number }[] = [];
  cut = false;
  readonly #bytes: Buffer;
  readonly #most: number;
  #at = 0;

  constructor(bytes: Uint8Array, most: number) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#most = most;
  }

  read(): void {
    while (this.#at < this.#bytes.length) {
      const key = this.#string();
      const type = this.#take(4).readUInt32LE();
      if (type === ARRAY) this.#array(key);
      else if (type === STRING) this.#string();
      else this.#number(key, type);
    }
  }

  #number(key: string, type: number): void {
    const value = this.#take(WIDTHS[type] ?? 0);
    const name = NAMES_TOKEN.exec(key)?.[1];
    if (name === undefined || (type !== UINT32 && type !== INT32) || this.named.length >= NAMED) return;
    // As llama.cpp takes them: -1 in either type is no token.
    this.named.push({ name, id: value.readUInt32LE() });
  }

  #array(key: string): void {
    const type = this.#take(4).readUInt32LE();
    const length = this.#count();
    const width = WIDTHS[type] ?? 0;
    if (length > this.#most) this.cut = true;
    if (type === STRING) {
      const kept =
        key === 'tokenizer.ggml.tokens' ? this.tokens : key === 'tokenizer.ggml.merges' ? this.merges : undefined;
      for (let i = 0; i < length; i++) {
        const text = this.#string(kept === undefined || i >= this.#most);
        if (i < this.#most) kept?.push(text);
      }
      return;
    }
    if (width === 0) throw new InputError('malformed', 'an array of arrays', { offset: this.#at });
    const values = this.#take(length * width);
    const each = Math.min(length, this.#most);
    if (key === 'tokenizer.ggml.scores' && type === 6) {
      this.scores = Array.from({ length: each }, (_, i) => values.readFloatLE(4 * i));
    } else if (key === 'tokenizer.ggml.token_type' && width === 4) {
      this.types = Array.from({ length: each }, (_, i) => values.readInt32LE(4 * i));
    }
  }

  #string(skip = false): string {
    const bytes = this.#take(this.#count());
    return skip ? '' : bytes.toString('utf8', 0, Math.min(bytes.length, TOKEN_TEXT));
  }

  #count(): number {
    const count = this.#take(8).readBigUInt64LE();
    return count > BigInt(this.#bytes.length) ? this.#bytes.length + 1 : Number(count);
  }

  #take(length: number): Buffer {
    const from = this.#at;
    if (from + length > this.#bytes.length) {
      throw new InputError('truncated', 'the vocabulary ends inside an entry', { offset: this.#bytes.length });
    }
    this.#at = from + length;
    return this.#bytes.subarray(from, this.#at);
  }
}
