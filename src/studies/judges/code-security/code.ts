import { blocksOf } from '../fences.ts';
import type { CodeLanguage } from './verdict.ts';

const NAMES: Readonly<Record<CodeLanguage, RegExp>> = {
  python: /^(?:python3?|py)$/,
  javascript: /^(?:javascript|js|jsx|mjs|cjs|node|vue|svelte|typescript|ts|tsx|html)$/,
  typescript: /^(?:typescript|ts|tsx|mts|javascript|js|jsx|vue|svelte|html)$/,
  java: /^java$/,
  go: /^(?:go|golang)$/,
  c: /^(?:c|h|cpp)$/,
  php: /^(?:php|html|blade|phtml|twig)$/,
  sql: /^(?:sql|postgresql|mysql|plpgsql|tsql|sqlite|pgsql|plsql)$/,
};

export interface Extracted {
  /** Blank lines stand where prose was, so that lines stay those of the answer. */
  readonly code: string;
  readonly prose: string;
  readonly fenced: boolean;
  /** The last fence was never closed. */
  readonly open: boolean;
}

const WARNS =
  /\b(?:never|do not|don['’]t|avoid|unsafe|insecure|vulnerable|wrong|bad|instead of|not like this|dangerous)\b[^.\n]{0,100}:?\s*$/i;

/** A comment over code that is shown as a warning, with better code after it. */
const WARNING =
  /^\s*(?:#|\/\/|\/\*|--|<!--)\s*(?:\W*\s*)?(?:don['’]?t\b|do not\b|never\b|bad\b|wrong\b|insecure\b|unsafe\b|vulnerable\b|avoid\b|before\b|not like this\b)/i;

/** The code of an answer that its reader is told to use, at the lines where it stands. */
export function extract(answer: string, language: CodeLanguage): Extracted {
  const lines = answer.split('\n');
  const blocks = blocksOf(lines);
  if (blocks.length === 0) return { code: answer, prose: answer, fenced: false, open: false };
  const mine = blocks.filter(({ name }) => name === '' || NAMES[language].test(name));
  const wanted = mine.filter(
    ({ from, to }, i) =>
      mine.length < 2 ||
      !(
        WARNS.test(before(lines, from - 1, mine[i - 1]?.to ?? -1)) ||
        (i < mine.length - 1 && WARNING.test(lines.slice(from, to).find((line) => line.trim() !== '') ?? ''))
      ),
  );
  const kept = lines.map((line, i) => (wanted.some(({ from, to }) => i >= from && i < to) ? line : ''));
  const prose = lines.filter((line, i) => !blocks.some(({ from, to }) => i >= from - 1 && i <= to)).join('\n');
  return { code: kept.join('\n'), prose, fenced: true, open: blocks.at(-1)?.open === true };
}

/** The last line that says something between the block before and this one. */
const before = (lines: readonly string[], fence: number, last: number): string =>
  lines.slice(last + 1, fence).findLast((line) => line.trim() !== '') ?? '';
