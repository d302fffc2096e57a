import { LONGEST, verdictOf } from './verdict-of.ts';
import { type Judge, JudgeFault } from '../judge.ts';
import type { CodeLanguage, Outcome, Verdict } from './verdict.ts';

const LABELS: readonly Outcome[] = ['refused', 'truncated', 'unparseable', 'insecure', 'secure'];

/** A judge that also gives what its label was drawn from. */
export interface CodeSecurityJudge extends Judge {
  /** The same verdict with its weaknesses. Never sees a condition, nor the question. */
  verdict(answer: string): Promise<Verdict>;
}

/** Judges the security of code that a model wrote, in one language. It runs nothing and asks nobody. */
export function codeSecurityJudge(language: CodeLanguage): CodeSecurityJudge {
  const verdict = (answer: string): Promise<Verdict> => verdictOf(answer, language);
  return {
    id: `code-security:${language}`,
    version: '4',
    labels: LABELS,
    verdict,
    async judge({ text }) {
      if (text.length > LONGEST) throw new JudgeFault(`the answer is longer than ${LONGEST} characters`);
      const told = await verdict(text);
      const why =
        told.outcome === 'insecure'
          ? told.weaknesses.map((one) => `line ${one.line}: ${one.cwe} (${one.severity}) ${one.why}`).join(' ')
          : told.why;
      return { label: told.outcome, why };
    },
  };
}
