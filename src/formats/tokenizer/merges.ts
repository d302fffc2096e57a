import { orderOf } from './order.ts';
import { Counter, type Merges, NO_TALLY, type Order, type Tally } from './structure.ts';

/** Merges as pairs of texts, one after another: `left` at even places. */
export interface MergeInput {
  readonly pairs: readonly string[];
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly added: ReadonlySet<string>;
  /** What marks a piece that continues a word (WordPiece-like), or ends one (CLIP); '' for none. */
  readonly prefix: string;
  readonly suffix: string;
  /** True where a word that the vocabulary has is taken whole, whatever the merges say. */
  readonly ignoreMerges: boolean;
}

/** Passes over the merges until nothing new is made: real tables need one or two. */
const PASSES = 16;

export function examineMerges(input: MergeInput): { merges: Merges; order: Order } {
  const { pairs, vocabulary, prefix } = input;
  const absent = new Counter();
  const keys: (number | undefined)[] = [];
  const products: string[] = [];
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const [left = '', right = ''] = [pairs[i], pairs[i + 1]];
    const product = left + (prefix !== '' && right.startsWith(prefix) ? right.slice(prefix.length) : right);
    const id = vocabulary.get(product);
    if (id === undefined || !vocabulary.has(left) || !vocabulary.has(right)) absent.add(() => `${left} ${right}`);
    keys.push(id);
    products.push(product);
  }
  return {
    merges: { count: products.length, absent: absent.tally(), unreachable: unreachable(input, products) },
    order: orderOf(keys, (index) => products[index] ?? ''),
  };
}

/**
 * Words that byte-pair encoding can never give: longer than a character, and the end of no chain of merges. A merge
 * that was taken out leaves its word behind like this, and the model then sees the word only in pieces.
 */
function unreachable(input: MergeInput, products: readonly string[]): Tally {
  const { pairs, vocabulary, added, suffix, ignoreMerges } = input;
  if (ignoreMerges || products.length === 0) return NO_TALLY;
  const single = (text: string): boolean => {
    const bare = suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
    const plain = input.prefix !== '' && bare.startsWith(input.prefix) ? bare.slice(input.prefix.length) : bare;
    return plain.length <= 2 && [...plain].length <= 1;
  };
  const reached = new Set<string>();
  const reach = (text: string): boolean => reached.has(text) || single(text);
  for (let pass = 0, grew = true; grew && pass < PASSES; pass++) {
    grew = false;
    products.forEach((product, i) => {
      if (reached.has(product) || !reach(pairs[2 * i] ?? '') || !reach(pairs[2 * i + 1] ?? '')) return;
      reached.add(product);
      grew = true;
    });
  }
  const words = new Counter();
  for (const text of vocabulary.keys()) {
    if (!reach(text) && !added.has(text) && WORD.test(text)) words.add(() => text);
  }
  return words.tally();
}

/** A word as vocabularies write it: GPT-2 and SentencePiece put their own sign for the space before it. */
const WORD = /^[\u0120\u2581]?\p{L}{3,}(?:<\/w>)?$/u;
