import { type Node, Parser } from 'web-tree-sitter';
import { extract } from '../code.ts';
import { withoutThought } from '../thought.ts';
import { grammarOf, type ParsedLanguage } from './grammars.ts';

/** Milliseconds that a parse may take; larger trees are left alone, deeper ones cut, longer ones end (CWE-400, CWE-674). */
const PATIENCE = 500;
const MOST_NODES = 40_000;
const DEEPEST = 24;
const LONGEST = 240;
/** Of one answer. */
const MOST = 4;

/**
 * Syntax trees of the statements at lines of an answer, from 1: kinds of nodes and operators alone, every name and literal an
 * underscore, so that the same code with other names has the same tree. None where it cannot be parsed in bounds.
 */
export async function normalTrees(
  answer: string,
  language: ParsedLanguage,
  lines: readonly number[],
): Promise<readonly string[]> {
  const { code } = extract(withoutThought(answer), language);
  // The opening tag goes on the first line, so that no line moves.
  const opened = language === 'php' && !/<\?(?:php|=)/.test(code) ? `<?php ${code}` : code;
  const grammar = await grammarOf(language);
  const parser = new Parser();
  parser.setLanguage(grammar);
  const until = performance.now() + PATIENCE;
  const tree = parser.parse(opened, null, { progressCallback: () => performance.now() > until });
  parser.delete();
  if (tree === null) return [];
  try {
    if (tree.rootNode.descendantCount > MOST_NODES) return [];
    const rows = [...new Set(lines.map((line) => line - 1))];
    const found = rows.flatMap((row) => statementAt(tree.rootNode, row, opened.split('\n')[row] ?? '') ?? []);
    return [...new Set(found.map((node) => `${language} ${normal(node, 0).slice(0, LONGEST)}`))].slice(0, MOST);
  } finally {
    tree.delete();
  }
}

/** The outermost node that begins on a row and is no function, class or block that holds further ones. */
function statementAt(root: Node, row: number, line: string): Node | undefined {
  const column = line.length - line.trimStart().length;
  let node = root.namedDescendantForPosition({ row, column }, { row, column: Math.max(column, line.trimEnd().length) });
  if (node === null || node.startPosition.row !== row) node = root.namedDescendantForPosition({ row, column });
  let statement: Node | undefined;
  for (let at = node; at !== null && at.id !== root.id; at = at.parent) {
    if (statement !== undefined && (at.startPosition.row !== row || HOLDS.test(at.type))) break;
    statement = at;
  }
  return statement;
}

const HOLDS = /block|body|program|source|module|function|method|class|declaration_list|statement_list|ERROR/;
const BLANK =
  /identifier|^name$|variable_name|string|char|number|integer|float|literal|^(?:true|false|null|nil|none|this)$/i;

function normal(node: Node, depth: number): string {
  if (BLANK.test(node.type) || depth > DEEPEST) return '_';
  const parts = node.children.flatMap((child) => {
    if (child === null || child.type.includes('comment')) return [];
    if (child.isNamed) return [normal(child, depth + 1)];
    return /^[^\s\w()[\]{},;.'"`]+$/.test(child.type) ? [child.type] : [];
  });
  return parts.length === 0 ? node.type : `(${node.type} ${parts.join(' ')})`;
}
