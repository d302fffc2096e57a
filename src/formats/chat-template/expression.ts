import { type Arguments, type Expression, NO_ARGUMENTS } from './syntax.ts';
import type { TokenStream } from './token-stream.ts';

/** Operators of one level in a row, attributes of attributes and so on: a tree leans as deep as these are long (CWE-674). */
const CHAIN = 400;

/** An expression with the grammar and the precedence of `jinja2.parser.Parser.parse_expression`. @throws SyntaxFault */
export function parseExpression(s: TokenStream, conditional = true): Expression {
  return s.deeper(() => {
    let value = parseBinary(s, 0);
    if (!conditional) return value;
    for (let links = 0; s.is('name', 'if'); links++) {
      if (links > CHAIN) throw s.fault('it has too many conditions in a row');
      const { line } = s.next();
      const test = parseBinary(s, 0);
      const otherwise = s.takes('name', 'else') ? parseExpression(s) : undefined;
      value = { kind: 'condition', test, chosen: value, otherwise, line };
    }
    return value;
  });
}

/** One or more expressions, as a tuple where a comma stands between them. */
export function parseTuple(s: TokenStream, conditional = true): Expression {
  const { line } = s;
  const items = [parseExpression(s, conditional)];
  let comma = false;
  while (s.takes('operator', ',')) {
    comma = true;
    if (endsTuple(s)) break;
    items.push(parseExpression(s, conditional));
  }
  const [first] = items;
  return comma || first === undefined ? { kind: 'list', items, line } : first;
}

function endsTuple(s: TokenStream): boolean {
  const token = s.peek();
  if (token === undefined) return true;
  if (token.kind === 'operator') return ')]}='.includes(token.text);
  return token.kind === 'name' && (token.text === 'in' || token.text === 'if' || token.text === 'recursive');
}

/** From loosest to tightest; `not` lies between the first two and the comparisons. */
const LEVELS: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['==', '!=', '<', '<=', '>', '>=', 'in', 'not in'],
  ['+', '-'],
  ['~'],
  ['*', '/', '//', '%'],
];
const COMPARISONS = 2;

function parseBinary(s: TokenStream, level: number): Expression {
  const operators = LEVELS[level];
  if (operators === undefined) return parseUnary(s);
  if (level === COMPARISONS && s.is('name', 'not')) {
    const { line } = s.next();
    return { kind: 'not', operand: s.deeper(() => parseBinary(s, level)), line };
  }
  let left = parseBinary(s, level + 1);
  for (let links = 0; ; links++) {
    const operator = operators.find((text) => stands(s, text));
    if (operator === undefined) return left;
    if (links > CHAIN) throw s.fault('it has too many operators in a row');
    const { line } = s.next();
    if (operator === 'not in') s.next();
    const right = parseBinary(s, level + 1);
    if (operator === 'or' || operator === 'and') left = { kind: 'logic', operator, left, right, line };
    else if (level === COMPARISONS) left = { kind: 'compare', operator, left, right, line };
    else left = { kind: 'binary', operator, left, right, line };
  }
}

function stands(s: TokenStream, operator: string): boolean {
  if (operator === 'not in') return s.is('name', 'not') && s.is('name', 'in', 1);
  return s.is(/^[a-z]/.test(operator) ? 'name' : 'operator', operator);
}

function parseUnary(s: TokenStream, filters = true): Expression {
  const { line } = s;
  let value: Expression;
  if (s.is('operator', '-') || s.is('operator', '+')) {
    const operator = s.next().text;
    value = { kind: 'unary', operator, operand: s.deeper(() => parseUnary(s, false)), line };
  } else value = parsePower(s);
  return filters ? parseFilters(s, value) : value;
}

function parsePower(s: TokenStream): Expression {
  let left = parsePostfix(s, parsePrimary(s));
  for (let links = 0; s.is('operator', '**'); links++) {
    if (links > CHAIN) throw s.fault('it has too many powers in a row');
    const { line } = s.next();
    const right = s.deeper(() => parseUnary(s, false));
    left = { kind: 'binary', operator: '**', left, right, line };
  }
  return left;
}

function parsePrimary(s: TokenStream): Expression {
  const token = s.next();
  const { line } = token;
  if (token.kind === 'name') return nameOf(token.text, line);
  if (token.kind === 'number') return { kind: 'constant', value: numberOf(token.text), line };
  if (token.kind === 'string') {
    let value = token.text;
    while (s.peek()?.kind === 'string') value += s.next().text;
    return { kind: 'constant', value, line };
  }
  if (token.text === '(') {
    if (s.takes('operator', ')')) return { kind: 'list', items: [], line };
    const value = s.deeper(() => parseTuple(s));
    s.operator(')');
    return value;
  }
  if (token.text === '[') return { kind: 'list', items: listed(s, ']', () => parseExpression(s)), line };
  if (token.text === '{') {
    const entries = listed(s, '}', (): [Expression, Expression] => {
      const key = parseExpression(s);
      s.operator(':');
      return [key, parseExpression(s)];
    });
    return { kind: 'dict', entries, line };
  }
  throw s.fault(`"${token.text}" is unexpected`);
}

function nameOf(name: string, line: number): Expression {
  if (/^(?:true|True)$/.test(name)) return { kind: 'constant', value: true, line };
  if (/^(?:false|False)$/.test(name)) return { kind: 'constant', value: false, line };
  if (/^(?:none|None)$/.test(name)) return { kind: 'constant', value: null, line };
  return { kind: 'name', name, line };
}

function numberOf(text: string): number {
  return Number(text.replaceAll('_', ''));
}

function listed<T>(s: TokenStream, close: string, read: () => T): T[] {
  const items: T[] = [];
  while (!s.takes('operator', close)) {
    if (items.length > 0) s.operator(',');
    if (s.takes('operator', close)) break;
    items.push(read());
  }
  return items;
}

function parsePostfix(s: TokenStream, start: Expression): Expression {
  let value = start;
  for (let links = 0; links <= CHAIN; links++) {
    const { line } = s;
    if (s.takes('operator', '.')) {
      const token = s.next();
      if (token.kind === 'name') value = { kind: 'attribute', object: value, name: token.text, line };
      else if (token.kind === 'number')
        value = { kind: 'item', object: value, index: { kind: 'constant', value: numberOf(token.text), line }, line };
      else throw s.fault('a name is missing after "."');
    } else if (s.takes('operator', '[')) value = parseSubscript(s, value, line);
    else if (s.is('operator', '(')) value = { kind: 'call', callee: value, args: parseArguments(s), line };
    else return value;
  }
  throw s.fault('it has too many attributes in a row');
}

function parseSubscript(s: TokenStream, object: Expression, line: number): Expression {
  const parts: (Expression | undefined)[] = [];
  let colons = 0;
  let commas = 0;
  let current: Expression | undefined;
  while (!s.takes('operator', ']')) {
    if (s.takes('operator', ':')) {
      parts.push(current);
      current = undefined;
      colons++;
    } else if (s.takes('operator', ',')) {
      parts.push(current);
      current = undefined;
      commas++;
    } else current = s.deeper(() => parseExpression(s));
  }
  if (colons > 0) return { kind: 'slice', object, bounds: [...parts, current], line };
  if (commas > 0) {
    const items = [...parts, current].filter((item) => item !== undefined);
    return { kind: 'item', object, index: { kind: 'list', items, line }, line };
  }
  if (current === undefined) throw s.fault('a subscript is empty');
  return { kind: 'item', object, index: current, line };
}

/** Arguments in brackets, `*` and `**` among them. */
function parseArguments(s: TokenStream): Arguments {
  s.operator('(');
  const positional: Expression[] = [];
  const named: [string, Expression][] = [];
  listed(s, ')', () => {
    if (s.takes('operator', '*') || s.takes('operator', '**')) positional.push(parseExpression(s));
    else if (s.peek()?.kind === 'name' && s.is('operator', '=', 1)) {
      const name = s.name();
      s.operator('=');
      named.push([name, parseExpression(s)]);
    } else positional.push(parseExpression(s));
  });
  return { positional, named };
}

/** Filters and tests after a value; `object` is undefined at the head of `{% filter %}` and of a set block. */
export function parseFilters(s: TokenStream, start: Expression | undefined, first = false): Expression {
  let value = start;
  for (let links = 0; links <= CHAIN; links++) {
    const { line } = s;
    if ((first && links === 0) || s.takes('operator', '|')) {
      const name = dottedName(s);
      const args = s.is('operator', '(') ? parseArguments(s) : NO_ARGUMENTS;
      value = { kind: 'filter', object: value, name, args, line };
    } else if (value !== undefined && s.takes('name', 'is')) value = parseTest(s, value, line);
    else if (value !== undefined && links > 0 && s.is('operator', '(')) {
      value = { kind: 'call', callee: value, args: parseArguments(s), line };
    } else if (value === undefined) throw s.fault('a filter is missing');
    else return value;
  }
  throw s.fault('it has too many filters in a row');
}

function dottedName(s: TokenStream): string {
  let name = s.name();
  while (s.takes('operator', '.')) name += `.${s.name()}`;
  return name;
}

const NO_TEST_ARGUMENT: ReadonlySet<string> = new Set(['else', 'or', 'and', 'is', 'if', 'in', 'not', 'recursive']);

function parseTest(s: TokenStream, object: Expression, line: number): Expression {
  const negated = s.takes('name', 'not');
  const name = dottedName(s);
  let args = NO_ARGUMENTS;
  const next = s.peek();
  if (s.is('operator', '(')) args = parseArguments(s);
  else if (
    next !== undefined &&
    (next.kind === 'string' ||
      next.kind === 'number' ||
      (next.kind === 'operator' && '[{'.includes(next.text)) ||
      (next.kind === 'name' && !NO_TEST_ARGUMENT.has(next.text)))
  )
    args = { positional: [s.deeper(() => parsePostfix(s, parsePrimary(s)))], named: [] };
  const test: Expression = { kind: 'test', object, name, args, line };
  return negated ? { kind: 'not', operand: test, line } : test;
}
