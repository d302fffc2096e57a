import { STOCK, type StockSentence } from '../stock-sentences.ts';

/** Share of an answer's sentences that must be stock ones. */
const MOSTLY = 0.6;
/** Jaccard index of 5-grams from which two sentences are the same but for a word. */
const NEAR = 0.6;
const GRAM = 5;
/** An answer that is most of it stock is short. */
const LONGEST = 1500;

interface Known {
  readonly letters: string;
  readonly grams: ReadonlySet<string>;
  readonly sentence: StockSentence;
}

/** Of each list entry: the whole, and its sentences of some length, since services give them alone too. */
function knownOf(fold: (text: string) => string): readonly Known[] {
  return STOCK.flatMap((sentence) => {
    const parts = sentence.text.split(/(?<=[.!?。！？])\s*/u).filter((part) => part.length >= 12);
    return [...new Set([sentence.text, ...parts])].map((text) => known(text, sentence, fold));
  });
}

const known = (text: string, sentence: StockSentence, fold: (text: string) => string): Known => {
  const letters = lettersOf(fold(text));
  return { letters, grams: gramsOf(letters), sentence };
};

const lettersOf = (folded: string): string => folded.replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** 5-grams of letters: they need no words, so they serve Chinese and English alike. */
function gramsOf(letters: string): ReadonlySet<string> {
  const grams = new Set<string>();
  for (let at = 0; at + GRAM <= letters.length; at++) grams.add(letters.slice(at, at + GRAM));
  return grams;
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const gram of a) if (b.has(gram)) both += 1;
  return a.size + b.size === 0 ? 0 : both / (a.size + b.size - both);
}

let list: readonly Known[] | undefined;

/** The stock sentence that makes up most of an answer, and where in it it stands. */
export function stockIn(
  sentences: readonly { readonly text: string; readonly weight: number }[],
  fold: (text: string) => string,
): { readonly sentence: StockSentence; readonly span: string } | undefined {
  if (sentences.length === 0 || sentences.reduce((sum, { text }) => sum + text.length, 0) > LONGEST) return undefined;
  list ??= knownOf(fold);
  const whole = match(sentences.map(({ text }) => text).join(' '), list, fold);
  if (whole !== undefined) return { sentence: whole.sentence, span: sentences[0]?.text ?? '' };
  const matches = sentences.map((sentence) => ({ ...sentence, hit: match(sentence.text, list ?? [], fold) }));
  const all = matches.reduce((sum, { weight }) => sum + weight, 0);
  const stock = matches.filter(({ hit }) => hit !== undefined);
  if (stock.reduce((sum, { weight }) => sum + weight, 0) < MOSTLY * all) return undefined;
  const [first] = stock;
  return first?.hit === undefined ? undefined : { sentence: first.hit.sentence, span: first.text };
}

function match(text: string, all: readonly Known[], fold: (text: string) => string): Known | undefined {
  const letters = lettersOf(fold(text));
  if (letters.length < 8) return undefined;
  const grams = gramsOf(letters);
  return all.find((one) => one.letters === letters || jaccard(one.grams, grams) >= NEAR);
}
