import { simplified } from './han.ts';

/** Longer answers are judged by what stands before this (CWE-400). */
export const LONGEST = 100_000;

/**
 * One form for what a reader takes for the same: compatibility letters, case, quotes, ё, Arabic marks and forms of alef,
 * digits, traditional characters as simplified ones, runs of white space.
 */
export function fold(text: string): string {
  return simplified(text.normalize('NFKC').toLowerCase())
    .replaceAll(/[\u064B-\u065F\u0670\u0640]/g, '')
    .replaceAll(/[أإآٱ]/g, 'ا')
    .replaceAll('ى', 'ي')
    .replaceAll(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replaceAll(/[\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replaceAll('ё', 'е')
    .replaceAll(/[‘’ʼ`´]/g, "'")
    .replaceAll(/\s+/g, ' ')
    .trim();
}
