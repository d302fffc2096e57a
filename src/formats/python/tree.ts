import { type Language, Parser, type TreeCursor } from 'web-tree-sitter';
import type { Limits } from '../../core/limits.ts';
import type { Notes } from '../notes.ts';
import { withoutDeepIndents } from './indents.ts';

/** A node of the syntax tree, copied out of the parser's memory. `start` and `end` in UTF-16 units of the text. */
export interface SyntaxNode {
  readonly type: string;
  /** Its role in its parent, where the grammar names one. */
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly line: number;
  /** Named children, and operators. */
  readonly children: readonly SyntaxNode[];
}

const EMPTY: readonly SyntaxNode[] = [];

const NOTHING: SyntaxNode = { type: 'module', field: undefined, start: 0, end: 0, line: 1, children: EMPTY };

/** Parses a text. Errors in it, and what lies beyond a limit, are noted; the tree then lacks that part. */
export function parsePython(text: string, language: Language, limits: Limits, notes: Notes): SyntaxNode {
  try {
    return parse(text, withoutDeepIndents(text, notes), language, limits, notes);
  } catch (error) {
    // Of WebAssembly. A text that makes the grammar fail must not end the examination of all other files.
    if (!(error instanceof Error) || error.name !== 'RuntimeError') throw error;
    notes.note('python.limit', () => 'the parser fails on the text; nothing of it is read', { offset: 0, stops: true });
    return NOTHING;
  }
}

function parse(original: string, text: string, language: Language, limits: Limits, notes: Notes): SyntaxNode {
  const parser = new Parser();
  try {
    parser.setLanguage(language);
    let calls = 0;
    // The parser asks about every hundred steps; text that it finds ambiguous takes many (CWE-407).
    const most = 1000 + text.length;
    const tree = parser.parse(text, null, { progressCallback: () => ++calls > most });
    if (tree === null) {
      notes.note('python.limit', () => 'the text takes the parser too many steps', { offset: 0, stops: true });
      return NOTHING;
    }
    const cursor = tree.walk();
    try {
      return copy(cursor, new Lines(original), limits, notes);
    } finally {
      cursor.delete();
      tree.delete();
    }
  } finally {
    parser.delete();
  }
}

interface Growing {
  readonly type: string;
  readonly field: string | undefined;
  readonly start: number;
  end: number;
  readonly line: number;
  readonly children: SyntaxNode[];
}

/** Lines of the text as it stands in the file; asked for in order, which is that of the tree. */
class Lines {
  readonly #text: string;
  #line = 1;
  #next: number;

  constructor(text: string) {
    this.#text = text;
    this.#next = text.indexOf('\n');
  }

  at(offset: number): number {
    while (this.#next >= 0 && this.#next < offset) {
      this.#line++;
      this.#next = this.#text.indexOf('\n', this.#next + 1);
    }
    return this.#line;
  }
}

function copy(cursor: TreeCursor, lines: Lines, limits: Limits, notes: Notes): SyntaxNode {
  const most = limits['python.nodes'];
  const deepest = limits['python.depth'];
  const root = nodeAt(cursor, lines);
  const path: Growing[] = [root];
  let count = 0;
  for (let below = true; ; ) {
    if (below && path.length <= deepest && cursor.gotoFirstChild()) {
      path.push(enter(cursor, lines, path, notes));
    } else {
      if (below && path.length > deepest) limit(notes, 'depth', deepest, path.at(-1));
      while (!cursor.gotoNextSibling()) {
        path.pop();
        if (!cursor.gotoParent()) return root;
      }
      path.pop();
      path.push(enter(cursor, lines, path, notes));
    }
    below = true;
    if (++count <= most) continue;
    limit(notes, 'nodes', most, path.at(-1));
    return root;
  }
}

function limit(notes: Notes, name: 'nodes' | 'depth', most: number, at: Growing | undefined): void {
  const message = () => `the code from line ${at?.line ?? 1} on passes python.${name} (${most}) and is not read there`;
  notes.note('python.limit', message, { stops: true });
}

function enter(cursor: TreeCursor, lines: Lines, path: readonly Growing[], notes: Notes): Growing {
  const node = nodeAt(cursor, lines);
  const broken = node.type === 'ERROR' || cursor.nodeIsMissing;
  if (broken) notes.note('python.syntax', () => `line ${node.line}: this is not Python as its grammar has it`);
  if (cursor.nodeIsNamed || node.field !== undefined) path.at(-1)?.children.push(node);
  return node;
}

function nodeAt(cursor: TreeCursor, lines: Lines): Growing {
  const start = cursor.startIndex;
  return {
    type: cursor.nodeType,
    field: cursor.currentFieldName ?? undefined,
    start,
    end: cursor.endIndex,
    line: lines.at(start),
    children: [],
  };
}

export function child(node: SyntaxNode, field: string): SyntaxNode | undefined {
  for (const one of node.children) if (one.field === field) return one;
  return undefined;
}
