import type { Language } from 'web-tree-sitter';
import { blocksOf } from '../fences.ts';

/** Languages that answers are parsed in. Most studies look at no code: a grammar is loaded where one does. */
export const LANGUAGES = {
  python: async (): Promise<Language> => (await import('../../../formats/python/grammar.ts')).pythonGrammar(),
} as const;
export type CodeLanguage = keyof typeof LANGUAGES;

/** Longer answers are not parsed: what follows is no answer to a question (CWE-400). */
const LONGEST = 200_000;
/** Milliseconds of one query over one answer (CWE-400). */
const PATIENCE = 500;

export interface CodeCheck {
  readonly language: CodeLanguage;
  /** That it parses without an error, or that it does not. */
  readonly parses?: boolean;
  /** A query of tree-sitter that must match. */
  readonly query?: string;
}

/** The code of an answer: its fenced blocks one after another, or all of it where there are none. */
export function codeOf(answer: string): string {
  const lines = answer.split('\n');
  const blocks = blocksOf(lines).map(({ from, to, open }) => lines.slice(from, to).join('\n') + (open ? '' : '\n'));
  return blocks.length === 0 ? answer : blocks.join('\n');
}

/** A check of code, compiled once. */
export interface CompiledCheck {
  /** What it matched, or that it parsed; undefined where the check does not hold. */
  holds(code: string): string | undefined;
}

/** @throws Error with tree-sitter's word for what is wrong with the query */
export async function compileCheck({ language, parses, query }: CodeCheck): Promise<CompiledCheck> {
  const [{ Parser, Query }, grammar] = await Promise.all([import('web-tree-sitter'), LANGUAGES[language]()]);
  const parser = new Parser();
  parser.setLanguage(grammar);
  const wanted = query === undefined ? undefined : new Query(grammar, query);
  const holds = (code: string): string | undefined => {
    if (code.length > LONGEST) return undefined;
    const tree = parser.parse(code);
    if (tree === null) return undefined;
    try {
      if (parses !== undefined && parses === tree.rootNode.hasError) return undefined;
      if (wanted === undefined) return parses === true ? 'parses' : 'does not parse';
      const until = performance.now() + PATIENCE;
      const progressCallback = (): boolean => performance.now() > until;
      const [match] = wanted.matches(tree.rootNode, { matchLimit: 1000, progressCallback });
      return match?.captures[0]?.node.text ?? (match === undefined ? undefined : 'matches');
    } finally {
      tree.delete();
    }
  };
  return { holds };
}
