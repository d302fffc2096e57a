import { parametersIn, sizeIn } from './parameters.ts';
import { sentencesOf } from './sentence.ts';
import type { Statement } from './statement.ts';
import { costIn, hoursIn, tokensIn } from './training.ts';

export interface Card {
  readonly front: readonly { readonly key: string; readonly value: string; readonly line: number }[];
  readonly text: string;
  /** Line at which the prose begins. */
  readonly line: number;
}

/** Statements kept of one card (CWE-770). */
const MOST = 500;

/**
 * What a card states in numbers, by a few plain English forms: what is said otherwise is not found, and what is found may be said
 * of another model, so each comes with its sentence.
 */
export function statementsOf({ front, text, line }: Card): { statements: readonly Statement[]; all: boolean } {
  const statements: Statement[] = front.flatMap((entry) => sizeIn(entry.key, entry.value, entry.line));
  const { sentences, all } = sentencesOf(text, line);
  for (const sentence of sentences) {
    // Most have no number at all.
    if (!/\d/.test(sentence.text)) continue;
    for (const read of [parametersIn, tokensIn, hoursIn, costIn]) statements.push(...read(sentence));
    if (statements.length > MOST) return { statements: statements.slice(0, MOST), all: false };
  }
  return { statements, all };
}
