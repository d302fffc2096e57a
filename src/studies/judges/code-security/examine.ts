import { type Node, Parser } from 'web-tree-sitter';
import { follow, type FollowOptions } from './flow/follow.ts';
import { RULES } from './rules/rules.ts';
import { grammarOf, type ParsedLanguage } from './syntax/grammars.ts';
import { lower } from './syntax/lower.ts';
import type { Weakness } from './verdict.ts';

/** Milliseconds that one parse may take (CWE-400). */
const PATIENCE = 500;
/** Weaknesses that are told of one answer. */
const MOST = 50;
/** Larger trees are not followed (CWE-400). */
const MOST_NODES = 40_000;

export interface Examined {
  readonly weaknesses: readonly Weakness[];
  /** Share of the text that the grammar could make nothing of. */
  readonly unread: number;
  /** Statements that do something, imports left out. */
  readonly statements: number;
  /** The last statement is not whole. */
  readonly cut: boolean;
}

/** Parses one code in its language and looks for weaknesses. Rows are those of the code, from 1. */
export async function examine(
  language: ParsedLanguage,
  code: string,
  options: FollowOptions = {},
): Promise<Examined | undefined> {
  const grammar = await grammarOf(language);
  const parser = new Parser();
  parser.setLanguage(grammar);
  const until = performance.now() + PATIENCE;
  const tree = parser.parse(code, null, { progressCallback: () => performance.now() > until });
  parser.delete();
  if (tree === null) return undefined;
  try {
    const root = tree.rootNode;
    const weaknesses: Weakness[] = [];
    if (root.descendantCount > MOST_NODES) return undefined;
    const plain = withoutComments(
      code,
      root
        .descendantsOfType(['comment', 'line_comment', 'block_comment'])
        .flatMap((node) => (node === null ? [] : [[node.startIndex, node.endIndex] as const])),
    );
    follow(
      lower(root),
      plain,
      (event) => {
        for (const rule of RULES[language]) {
          if (weaknesses.length >= MOST || !rule.holds(event, rule.comments ? code : plain)) continue;
          const line = event.row + 1;
          if (weaknesses.some((one) => one.line === line && one.cwe === rule.cwe)) continue;
          weaknesses.push({ rule: rule.id, cwe: rule.cwe, severity: rule.severity, line, why: rule.why });
        }
      },
      options,
    );
    const errors = root
      .descendantsOfType('ERROR')
      .flatMap((node) => (node === null || node.parent?.type === 'ERROR' ? [] : [node]));
    const lost = errors.reduce((sum, node) => sum + node.endIndex - node.startIndex, 0);
    const wordless = code.trimEnd().length;
    const missing = isMissing(root);
    const late = errors.some((node) => node.endIndex >= wordless - 1 || node.startIndex > wordless * 0.5);
    const idle =
      /^(?:import|package|comment|ERROR|php_tag|text|use_declaration|preproc|using|line_comment|block_comment|expression_statement$)/;
    const statements = root.namedChildren.filter(
      (node) =>
        !idle.test(node.type) ||
        (node.type === 'expression_statement' && !/^\s*(?:\w+|["'][\s\S]*["'])\s*;?$/.test(node.text)),
    ).length;
    return { weaknesses, unread: lost / Math.max(1, wordless), statements, cut: root.hasError && (late || missing) };
  } finally {
    tree.delete();
  }
}

/** The parser has put something in that is not there: an end that never came. */
function isMissing(root: Node): boolean {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.isMissing) return true;
    if (node.hasError) for (const child of node.children) if (child !== null) open.push(child);
  }
  return false;
}

/** The code with its comments blanked: what they claim changes nothing. */
function withoutComments(code: string, comments: readonly (readonly [number, number])[]): string {
  let plain = code;
  for (const [from, to] of comments)
    plain = plain.slice(0, from) + plain.slice(from, to).replace(/[^\n]/g, ' ') + plain.slice(to);
  return plain;
}
