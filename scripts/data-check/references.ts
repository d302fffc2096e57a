import { parseSync } from '@swc/core';
import { Parser } from 'web-tree-sitter';
import type { CodingTask } from '../../src/studies/banks/tasks.ts';
import { pythonGrammar } from '../../src/formats/python/grammar.ts';
import { unbalanced } from './delimiters.ts';

export type Reference = Pick<CodingTask, 'language'> & { readonly code: string };

/**
 * What keeps a reference answer from being read, or undefined. Python is parsed with its tree-sitter grammar, JavaScript
 * and TypeScript with swc; for the others, whose grammars the repository does not hold, strings, comments and brackets
 * must close.
 */
export async function unreadable({ language, code }: Reference): Promise<string | undefined> {
  if (language === 'python') return pythonFault(code);
  if (language === 'javascript' || language === 'typescript') return scriptFault(language, code);
  return unbalanced(language, code);
}

async function pythonFault(code: string): Promise<string | undefined> {
  const grammar = await pythonGrammar();
  const parser = new Parser();
  parser.setLanguage(grammar);
  const tree = parser.parse(code);
  const broken = tree === null || tree.rootNode.hasError;
  tree?.delete();
  parser.delete();
  return broken ? 'is not Python' : undefined;
}

function scriptFault(language: 'javascript' | 'typescript', code: string): string | undefined {
  const syntax =
    language === 'javascript'
      ? ({ syntax: 'ecmascript', jsx: true } as const)
      : ({ syntax: 'typescript', decorators: true } as const);
  // A method with its decorators is an answer too: it stands in a class.
  const readings = [code, `class Holder {\n${code}\n}`];
  const faults = readings.map((reading) => {
    try {
      parseSync(reading, syntax);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  });
  return faults.includes(undefined) ? undefined : `is not ${language}: ${faults[0]?.trim().split('\n')[0]}`;
}
