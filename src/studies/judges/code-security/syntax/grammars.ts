import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';
import { pythonGrammar } from '../../../../formats/python/grammar.ts';
import type { CodeLanguage } from '../verdict.ts';

/** Languages with a grammar, and the package and file it comes from. TypeScript is read with its JSX. */
const FILES = {
  javascript: ['tree-sitter-javascript', 'tree-sitter-javascript.wasm'],
  typescript: ['tree-sitter-typescript', 'tree-sitter-tsx.wasm'],
  java: ['tree-sitter-java', 'tree-sitter-java.wasm'],
  go: ['tree-sitter-go', 'tree-sitter-go.wasm'],
  c: ['tree-sitter-c', 'tree-sitter-c.wasm'],
  php: ['tree-sitter-php', 'tree-sitter-php.wasm'],
} as const;

export type ParsedLanguage = Exclude<CodeLanguage, 'sql'>;

const loading = new Map<ParsedLanguage, Promise<Language>>();

/** The grammar of a language, loaded once for each thread and only where an answer is in it. */
export function grammarOf(language: ParsedLanguage): Promise<Language> {
  const known = loading.get(language);
  if (known !== undefined) return known;
  const load = language === 'python' ? pythonGrammar() : loadGrammar(language);
  loading.set(language, load);
  return load;
}

async function loadGrammar(language: keyof typeof FILES): Promise<Language> {
  const [from, file] = FILES[language];
  // `npm run build` puts the grammars beside the compiled file, so that what is installed needs no grammar package.
  const url = import.meta.url.endsWith('.ts')
    ? pathToFileURL(createRequire(import.meta.url).resolve(`${from}/${file}`))
    : new URL(`./${file}`, import.meta.url);
  const [wasm] = await Promise.all([readFile(url), Parser.init()]);
  return Language.load(wasm);
}
