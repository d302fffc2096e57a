import { STOCK } from '../stock-sentences.ts';

const SENTENCES = STOCK.map(({ text }) => letters(text));

/** True where a text is such a sentence, but for case, width and punctuation, alone or for most of its length. */
export function isStock(text: string): boolean {
  const said = letters(text.slice(0, 1_000));
  return SENTENCES.some((one) => said.includes(one) && one.length >= said.length * 0.6);
}

function letters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
