import { orderOf } from './order.ts';
import { Counter, type Merges, NO_TALLY, type Order, type Tally } from './structure.ts';
import type { VocabularyBuilder } from './vocabulary.ts';

export interface MergeOptions {
  readonly added: ReadonlySet<string>;
  /** What marks a piece that ends a word (CLIP); '' for none. */
  readonly suffix: string;
  /** True where a word that the vocabulary has is taken whole, whatever the merges say. */
  readonly ignoreMerges: boolean;
}

/** Passes over the merges until nothing new is made: real tables need one or two. */
const PASSES = 16;

/** Merges as places in the vocabulary, which must be whole before the first: half a million pairs take 15 MB. */
export class MergeTable {
  readonly #vocabulary: VocabularyBuilder;
  /** What marks a piece that continues a word, as in WordPiece; '' for none. */
  readonly #prefix: string;
  readonly #left: number[] = [];
  readonly #right: number[] = [];
  readonly #product: number[] = [];
  readonly #absent = new Counter();

  constructor(vocabulary: VocabularyBuilder, prefix: string) {
    this.#vocabulary = vocabulary;
    this.#prefix = prefix;
  }

  get count(): number {
    return this.#product.length;
  }

  add(left: string, right: string): void {
    const { places } = this.#vocabulary;
    const prefix = this.#prefix;
    const tail = prefix !== '' && right.startsWith(prefix) ? right.slice(prefix.length) : right;
    const found = [places.get(left) ?? -1, places.get(right) ?? -1, places.get(left + tail) ?? -1] as const;
    if (found.includes(-1)) this.#absent.add(() => `${left} ${right}`);
    this.#left.push(found[0]);
    this.#right.push(found[1]);
    this.#product.push(found[2]);
  }

  examine(options: MergeOptions): { merges: Merges; order: Order } {
    const { ids, texts } = this.#vocabulary;
    const text = (merge: number): string => texts[this.#product[merge] ?? -1] ?? '';
    return {
      merges: { count: this.count, absent: this.#absent.tally(), unreachable: this.#unreachable(options) },
      order: orderOf(
        this.#product.map((place) => ids[place]),
        text,
      ),
    };
  }

  /**
   * Words that byte-pair encoding can never give: longer than a character, and the end of no chain of merges. A merge
   * that was taken out leaves its word behind like this, and the model then sees the word only in pieces.
   */
  #unreachable({ added, suffix, ignoreMerges }: MergeOptions): Tally {
    if (ignoreMerges || this.count === 0) return NO_TALLY;
    const { texts } = this.#vocabulary;
    const reached = new Uint8Array(texts.length);
    for (const [i, text] of texts.entries()) if (this.#isSingle(text, suffix)) reached[i] = 1;
    for (let pass = 0, grew = true; grew && pass < PASSES; pass++) {
      grew = false;
      this.#product.forEach((product, i) => {
        if (product < 0 || reached[product] === 1) return;
        if (reached[this.#left[i] ?? -1] !== 1 || reached[this.#right[i] ?? -1] !== 1) return;
        reached[product] = 1;
        grew = true;
      });
    }
    const words = new Counter();
    texts.forEach((text, i) => {
      if (reached[i] !== 1 && !added.has(text) && WORD.test(text)) words.add(() => text);
    });
    return words.tally();
  }

  #isSingle(text: string, suffix: string): boolean {
    const bare = suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
    const plain = this.#prefix !== '' && bare.startsWith(this.#prefix) ? bare.slice(this.#prefix.length) : bare;
    return plain.length <= 1 || (plain.length === 2 && [...plain].length === 1);
  }
}

/** `"t h"`, at its first space after the first character: a piece may itself be a space. */
export function splitMerge(merge: string): [left: string, right: string] | undefined {
  const space = merge.indexOf(' ', 1);
  return space < 0 ? undefined : [merge.slice(0, space), merge.slice(space + 1)];
}

/** A word as vocabularies write it: GPT-2 and SentencePiece put their own sign for the space before it. */
const WORD = /^[\u0120\u2581]?\p{L}{3,}(?:<\/w>)?$/u;
