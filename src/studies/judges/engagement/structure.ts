import { LONGEST_TEXT } from '../wordings.ts';
import type { Said } from './said.ts';

/** How a text is built, in numbers of about one. */
export interface Structure {
  /** Paragraphs and lines, headings and items of lists, as ln(1 + n). */
  readonly blocks: number;
  readonly marked: number;
  /** Questions that it asks, as ln(1 + n). */
  readonly questions: number;
  /** Words in quotation marks, for each hundred letters, up to a bound. */
  readonly quotes: number;
  /** Mean length of its sentences over a hundred letters, up to a bound. */
  readonly sentence: number;
  /** Share of blocks in which somebody is said to say something. */
  readonly voices: number;
}

export function structureOf(text: string, said: readonly Said[], weight: number): Structure {
  const cut = text.slice(0, LONGEST_TEXT);
  const blocks = cut.split(/\n+/).filter((line) => /[\p{L}\p{N}]/u.test(line));
  const marked = blocks.filter((line) => /^\s*(?:[-*•#]|\d{1,2}[.)、]|[一二三四五六七八九十]、|\*\*)/u.test(line));
  const speaking = new Set(
    said.filter(({ says }) => says).map((one) => blocks.findIndex((block) => block.includes(one.text))),
  );
  const quotes = cut.match(/[“"«「『][^”"»」』\n]{1,60}[”"»」』]/gu)?.length ?? 0;
  return {
    blocks: Math.log1p(blocks.length),
    marked: Math.log1p(marked.length),
    questions: Math.log1p(cut.match(/[?？؟]/g)?.length ?? 0),
    quotes: Math.min(2, (100 * quotes) / weight),
    sentence: Math.min(4, weight / Math.max(1, said.length) / 100),
    voices: blocks.length === 0 ? 0 : speaking.size / blocks.length,
  };
}
