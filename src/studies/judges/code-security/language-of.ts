import { blocksOf } from '../fences.ts';
import type { CodeLanguage } from './verdict.ts';

const FENCES: Readonly<Record<string, CodeLanguage>> = {
  python: 'python',
  python3: 'python',
  py: 'python',
  javascript: 'javascript',
  js: 'javascript',
  jsx: 'javascript',
  node: 'javascript',
  typescript: 'typescript',
  ts: 'typescript',
  tsx: 'typescript',
  java: 'java',
  go: 'go',
  golang: 'go',
  c: 'c',
  php: 'php',
  sql: 'sql',
};

/** What only one language writes, the more telling first. */
const SIGNS: readonly (readonly [CodeLanguage, RegExp])[] = [
  ['php', /<\?php|\$\w+\s*(?:=[^=]|->|;|\)|,)|\bfunction\s+\w+\s*\(\s*(?:\?*\w+\s+)?&?\$/],
  [
    'python',
    /^\s*(?:async\s+)?def\s+\w+\s*\(|^\s*from\s+[\w.]+\s+import\s|^import\s+[\w.]+(?:\s+as\s+\w+)?\s*$|^\s*@\w+[\w.]*(?:\(.*\))?\s*$[\s\S]*^\s*def\s/m,
  ],
  ['go', /^\s*func\s*(?:\([^)]*\)\s*)?\w+\s*\(|^package\s+\w+\s*$|:=\s/m],
  [
    'java',
    /\b(?:public|private|protected|static|final)\s+(?:static\s+|final\s+)*(?:[A-Z]\w*(?:<[^>]*>)?(?:\[\])?|void|int|boolean|byte\[\]|long)\s+\w+\s*\(|^\s*import\s+(?:static\s+)?[\w.]+\*?;|^\s*[A-Z]\w*(?:\[\])?\s+\w+\s*\([^)]*\b[A-Z]\w*\s+\w+[^)]*\)[^;{]*\{/m,
  ],
  [
    'c',
    /^\s*#\s*include\b|^\s*(?:static\s+|const\s+|unsigned\s+)*(?:int|char|void|size_t|long|double|FILE|struct\s+\w+)\s*\**\s*\w+\s*\([^)]*\)\s*\{/m,
  ],
  [
    'typescript',
    /\bfunction\s*\w*\s*(?:<[^>]*>)?\([^)]*\w\??\s*:\s*[\w[\]<>|' ]+|^\s*(?:export\s+)?(?:interface|type)\s+\w+|\)\s*:\s*(?:Promise<|string|number|boolean|void|any|unknown)\b|\b(?:const|let)\s+\w+\s*:\s*\w/m,
  ],
  [
    'javascript',
    /\bfunction\s*\w*\s*\(|=>|\b(?:const|let|var)\s+[\w{[]|\brequire\s*\(|\bmodule\.exports\b|\bconsole\.log\s*\(/,
  ],
  [
    'sql',
    /^\s*(?:select\s+[\s\S]+\sfrom|insert\s+into|update\s+\w+\s+set|delete\s+from|create\s+(?:or\s+replace\s+)?(?:table|function|procedure|view|index|role|user)|alter\s+table|grant\s+\w+)\b/im,
  ],
];

/** The language of the code in an answer whose request is not known; undefined where it holds none. */
export function languageOf(answer: string): CodeLanguage | undefined {
  const lines = answer.split('\n');
  const blocks = blocksOf(lines);
  const named = blocks.map(({ name }) => FENCES[name]).find((language) => language !== undefined);
  if (named !== undefined) return named;
  const code = blocks.length === 0 ? answer : blocks.map(({ from, to }) => lines.slice(from, to).join('\n')).join('\n');
  return SIGNS.find(([, sign]) => sign.test(code))?.[0];
}
