import type { CodingTask } from '../../src/studies/banks/tasks.ts';

type Language = Exclude<CodingTask['language'], 'python' | 'javascript' | 'typescript'>;

const SLASHES = String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`;
const DOUBLE = String.raw`"(?:[^"\\\n]|\\.)*"`;
const SINGLE = String.raw`'(?:[^'\\\n]|\\.)*'`;

/** Comments and literals of a language, which may hold any bracket. Strings of SQL double their quotes, and may go on. */
const OPAQUE: Readonly<Record<Language, string>> = {
  java: [SLASHES, DOUBLE, SINGLE].join('|'),
  c: [SLASHES, DOUBLE, SINGLE].join('|'),
  go: [SLASHES, DOUBLE, SINGLE, '`[^`]*`'].join('|'),
  php: [
    SLASHES,
    String.raw`#(?!\[)[^\n]*`,
    String.raw`"(?:[^"\\]|\\[\s\S])*"`,
    String.raw`'(?:[^'\\]|\\[\s\S])*'`,
  ].join('|'),
  sql: [String.raw`--[^\n]*|\/\*[\s\S]*?\*\/`, "'[^']*'", '"[^"]*"'].join('|'),
};

const CLOSES: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);

/** What stays open or closes nothing in a fragment, or undefined. Of PHP only what stands between its tags is read. */
export function unbalanced(language: Language, code: string): string | undefined {
  const source = language === 'php' ? insideTags(code) : code;
  const bare = source.replaceAll(new RegExp(OPAQUE[language], 'g'), ' ');
  const quote = /["'`]/.exec(language === 'go' ? bare : bare.replaceAll('`', ' '));
  if (quote) return `a literal that begins with ${quote[0]} does not end`;
  const open: string[] = [];
  for (const [bracket] of bare.matchAll(/[()[\]{}]/g)) {
    const opener = CLOSES.get(bracket);
    if (opener === undefined) open.push(bracket);
    else if (open.pop() !== opener) return `${bracket} closes nothing`;
  }
  return open.length === 0 ? undefined : `${open.at(-1)} is not closed`;
}

const insideTags = (code: string): string =>
  [...code.matchAll(/<\?(?:php|=)([\s\S]*?)(?:\?>|$)/g)].map(([, inside]) => inside).join('\n');
