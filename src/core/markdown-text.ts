import { printable } from './printable.ts';

/**
 * Text from a file, as text of GitHub Flavored Markdown in a table cell or a paragraph. Every character that could begin
 * markup is a numeric reference, which never does (CommonMark 0.31, section 2.5). Names of people, issues and emoji are
 * looked for in the finished page: an empty element parts them from their mark.
 */
export function escapeText(text: string, most = 400): string {
  return printable(text, most)
    .replace(/[&<>"'`*_[\](){}|\\~$^!#@:]/g, (found) => `&#${found.charCodeAt(0)};`)
    .replace(/(&#(?:35|58|64);)(?=[\w-])/g, '$1<span></span>')
    .replace(/\b(www)\./gi, '$1&#46;');
}

/** Text from a file as code, in which nothing is looked for. */
export function code(text: string, most = 300): string {
  return `<code>${encoded(text, most)}</code>`;
}

/** Lines from a file as a block that keeps their indentation; HTML of its own, which no line of it can end. */
export function block(lines: readonly string[], most: number): string {
  return `<pre>\n${lines.map((line) => encoded(line, most)).join('\n')}\n</pre>`;
}

/**
 * Lines, each behind its mark, as a difference that is coloured. Nothing in a fenced block is markup but its end, and no
 * run of backticks in it is as long as the fence (CommonMark 0.31, section 4.5).
 */
export function fencedDiff(lines: readonly { readonly mark: string; readonly text: string }[], most: number): string {
  const all = lines.map(
    ({ mark, text }) => `${mark === '…' ? '@@ ' : mark}${printable(text, most)}${mark === '…' ? ' @@' : ''}`,
  );
  const longest = Math.max(2, ...all.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}diff`, ...all, fence].join('\n');
}

function encoded(text: string, most: number): string {
  return printable(text, most)
    .replace(/[^\p{L}\p{N} ./,;-]/gu, (found) => `&#${found.codePointAt(0) ?? 32};`)
    .replace(/\b(www)\./gi, '$1&#46;');
}
