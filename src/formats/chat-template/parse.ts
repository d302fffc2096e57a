import { parseExpression, parseFilters, parseTuple } from './expression.ts';
import type { Body, Branch, Expression, Macro, Statement, Target } from './syntax.ts';
import { SyntaxFault, TokenStream } from './token-stream.ts';
import type { Fault, Piece } from './tokens.ts';

export interface Parsed {
  readonly body: Body;
  readonly faults: readonly Fault[];
  readonly limited: boolean;
}

/** Tags with a body, and the tag that ends it. */
const SCOPES: Readonly<Record<string, string>> = {
  autoescape: 'endautoescape',
  block: 'endblock',
  generation: 'endgeneration',
  trans: 'endtrans',
  spaceless: 'endspaceless',
};
const LOADS: ReadonlySet<string> = new Set(['include', 'import', 'from', 'extends']);

/**
 * A template's syntax tree. What is outside of Jinja's grammar is skipped tag by tag and noted as a fault, so that a
 * template cannot hide the rest of itself behind one bad tag.
 */
export function parseTemplate(source: string, pieces: readonly Piece[], depthMost: number): Parsed {
  const faults: Fault[] = [];
  let limited = false;
  let at = 0;
  let depth = 0;

  const body = bodyUntil([]).body;
  return { body, faults, limited };

  function fault(error: unknown): void {
    if (!(error instanceof SyntaxFault)) throw error;
    if (error.limit) limited = true;
    faults.push({ message: error.message, line: error.line });
  }

  /** Statements up to one of the tags; that tag's tokens come along, undefined at the end of the template. */
  function bodyUntil(ends: readonly string[]): { body: Statement[]; end: TokenStream | undefined; tag: string } {
    const statements: Statement[] = [];
    while (at < pieces.length) {
      const piece = pieces[at++];
      if (piece === undefined) break;
      if (piece.kind === 'data') {
        statements.push({ kind: 'data', text: piece.text, line: piece.line });
        continue;
      }
      const s = new TokenStream(piece.tokens, piece.line, depthMost);
      try {
        if (piece.kind === 'output') {
          statements.push({ kind: 'output', value: parseTuple(s), line: piece.line });
        } else {
          const tag = s.name();
          if (ends.includes(tag)) return { body: statements, end: s, tag };
          const statement = statementOf(tag, s, piece.line);
          if (statement !== undefined) statements.push(statement);
        }
        if (!s.done) throw s.fault('more stands there than Jinja allows');
      } catch (error) {
        fault(error);
      }
    }
    if (ends.length > 0) faults.push({ message: `"${ends[0] ?? ''}" is missing`, line: lastLine() });
    return { body: statements, end: undefined, tag: '' };
  }

  function lastLine(): number {
    return pieces.at(-1)?.line ?? 1;
  }

  /** A body one level down; past the limit the rest of the template is read at the same level. */
  function inner(...ends: string[]): { body: Statement[]; end: TokenStream | undefined; tag: string } {
    if (depth >= depthMost) {
      limited = true;
      throw new SyntaxFault('blocks are nested too deep', lastLine(), true);
    }
    depth++;
    try {
      return bodyUntil(ends);
    } finally {
      depth--;
    }
  }

  function statementOf(tag: string, s: TokenStream, line: number): Statement | undefined {
    if (tag === 'if') return ifOf(s, line);
    if (tag === 'for') return forOf(s, line);
    if (tag === 'set') return setOf(s, line);
    if (tag === 'macro') {
      const head = signature(s, s.name());
      return { kind: 'macro', macro: { ...head, body: inner('endmacro').body }, line };
    }
    if (tag === 'call') {
      const head = s.is('operator', '(') ? signature(s, 'caller') : { name: 'caller', parameters: [] };
      const call = parseExpression(s);
      return { kind: 'call', call, macro: { ...head, body: inner('endcall').body }, line };
    }
    if (tag === 'filter') {
      const filter = parseFilters(s, undefined, true);
      return { kind: 'filter', filter, body: inner('endfilter').body, line };
    }
    if (tag === 'with') {
      const assignments: [string, Expression][] = [];
      while (!s.done) {
        if (assignments.length > 0) s.operator(',');
        const name = s.name();
        s.operator('=');
        assignments.push([name, parseExpression(s)]);
      }
      return { kind: 'with', assignments, body: inner('endwith').body, line };
    }
    if (LOADS.has(tag)) return loadOf(tag, s, line);
    const end = SCOPES[tag];
    if (end !== undefined) {
      while (!s.done) s.next();
      return { kind: 'scope', tag, body: inner(end).body, line };
    }
    if (/^end[a-z]|^(?:else|elif)$/.test(tag)) throw s.fault(`"${tag}" ends nothing`);
    if (!/^(?:do|debug|break|continue|pluralize)$/.test(tag)) faults.push({ message: `"${tag}" is no tag`, line });
    const values: Expression[] = [];
    if (!s.done) values.push(parseTuple(s));
    return { kind: 'other', tag, values, line };
  }

  function ifOf(s: TokenStream, line: number): Statement {
    const branches: Branch[] = [];
    let from = s.offset;
    let test: Expression | undefined = parseTuple(s);
    let condition = sourceOf(from, s);
    for (;;) {
      const { body: inside, end, tag } = inner('elif', 'else', 'endif');
      branches.push({ test, body: inside, source: condition });
      if (end === undefined || tag === 'endif') return { kind: 'if', branches, line };
      from = end.offset;
      test = tag === 'elif' ? parseTuple(end) : undefined;
      condition = tag === 'elif' ? sourceOf(from, end) : 'else';
    }
  }

  function sourceOf(from: number, s: TokenStream): string {
    return source.slice(from, Math.min(s.offset, from + 300)).trim();
  }

  function forOf(s: TokenStream, line: number): Statement {
    const targets: string[] = [];
    while (!s.takes('name', 'in')) {
      const token = s.next();
      if (token.kind === 'name') targets.push(token.text);
      else if (!'(),'.includes(token.text)) throw s.fault('a loop needs "in"');
    }
    const from = s.offset;
    const over = parseTuple(s, false);
    const test = s.takes('name', 'if') ? parseExpression(s) : undefined;
    const condition = sourceOf(from, s);
    const recursive = s.takes('name', 'recursive');
    const { body: inside, tag } = inner('else', 'endfor');
    const otherwise = tag === 'else' ? inner('endfor').body : [];
    return { kind: 'for', targets, over, test, source: condition, body: inside, otherwise, recursive, line };
  }

  function setOf(s: TokenStream, line: number): Statement {
    const targets: Target[] = [];
    do {
      if (s.is('operator', '=')) break;
      const brackets = s.takes('operator', '(');
      const name = s.name();
      targets.push({ name, attribute: s.takes('operator', '.') ? s.name() : undefined });
      if (brackets) while (!s.takes('operator', ')')) s.next();
    } while (s.takes('operator', ','));
    if (s.takes('operator', '=')) return { kind: 'set', targets, value: parseTuple(s), line };
    const filters = s.takes('operator', '|') ? [parseFilters(s, undefined, true)] : [];
    const target = targets[0];
    if (target === undefined) throw s.fault('a name is missing');
    return { kind: 'set-block', target, filters, body: inner('endset').body, line };
  }

  function loadOf(tag: string, s: TokenStream, line: number): Statement {
    const template = parseExpression(s, false);
    const names: string[] = [];
    while (!s.done) {
      const token = s.next();
      if (token.kind === 'name') names.push(token.text);
    }
    return { kind: 'load', tag, template, names, line };
  }
}

function signature(s: TokenStream, name: string): Pick<Macro, 'name' | 'parameters'> {
  const parameters: { name: string; fallback: Expression | undefined }[] = [];
  s.operator('(');
  while (!s.takes('operator', ')')) {
    if (parameters.length > 0) s.operator(',');
    if (s.takes('operator', ')')) break;
    const parameter = s.name();
    parameters.push({ name: parameter, fallback: s.takes('operator', '=') ? parseExpression(s) : undefined });
  }
  return { name, parameters };
}
