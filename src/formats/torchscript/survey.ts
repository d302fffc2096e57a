import { NameTable } from './names.ts';
import { OperatorTable } from './operators.ts';
import { MOST_DEFINITIONS, MOST_TEXT, type ScriptClass, type ScriptFunction } from './structure.ts';
import type { Token } from './tokens.ts';

/** Words after which a parenthesis groups and does not call. */
const KEYWORDS = new Set(
  'and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);
const NATIVE = '__torch__.torch.classes.';
/** The deepest nesting that is followed; code beyond it is counted, its calls are not attributed (CWE-674). */
const MOST_NESTED = 1_000;

/** What stands in place of an expression: a dotted name, or a value that has none (`?`). */
interface Chain {
  readonly path: string;
  readonly token: Token;
  readonly indirect: boolean;
}

interface Open {
  /** What is called; undefined for a group, a list or a subscript. */
  readonly callee: Chain | undefined;
  readonly token: Token;
  /** The chains and strings inside, for `(torch).x` and `getattr(torch, "x")`. */
  readonly inside: { chain?: Chain; text?: string; others: number }[];
  readonly strings: string[];
}

/** Reads the tokens of one file in order and collects what it defines, names and calls. */
export class ScriptSurvey {
  readonly classes: ScriptClass[] = [];
  readonly functions: ScriptFunction[] = [];
  classCount = 0;
  functionCount = 0;
  operatorSet: number | undefined;
  unbalanced: Token | undefined;
  readonly operators = new OperatorTable();
  readonly calls = new NameTable();
  readonly nativeClasses = new NameTable();
  readonly scriptReferences = new NameTable();
  readonly pythonOperators = new NameTable();
  readonly attributes = new NameTable();
  readonly strings = new NameTable();
  private readonly text: string;
  private readonly stack: Open[] = [];
  private chain: Chain | undefined;
  private previous: Token | undefined;
  private statement: Token[] = [];
  /** True once the statement has an equals sign outside of brackets. */
  private assigns = false;
  private inClass: { name: string; indent: number } | undefined;
  /** Names that were given another name for an operator or a namespace, and those given a string. */
  private readonly aliases = new Map<string, string>();
  private readonly constants = new Map<string, string>();

  constructor(text: string) {
    this.text = text;
  }

  take(token: Token): void {
    if (this.statement.length < 4 && token.kind !== 'newline') this.statement.push(token);
    if (token.kind === 'newline') this.endStatement();
    else if (token.kind === 'name') this.takeName(token);
    else if (token.kind === 'operator') this.takeOperator(token);
    else {
      this.settle();
      if (token.kind === 'string') this.takeString(token);
      else this.inside({ others: 1 });
    }
    this.previous = token;
  }

  end(): void {
    this.endStatement();
    this.unbalanced ??= this.stack[0]?.token;
  }

  private takeName(token: Token): void {
    if (this.previous?.text === '.' && this.chain !== undefined) {
      this.chain = { ...this.chain, path: `${this.chain.path}.${token.text}`.slice(-2 * MOST_TEXT) };
      return;
    }
    this.settle();
    if (this.previous?.text === '^' && this.previous.kind === 'operator')
      this.pythonOperators.add(token.text, token.offset, token.line);
    const alias = this.aliases.get(token.text);
    this.chain = { path: alias ?? token.text, token, indirect: alias !== undefined };
  }

  private takeString(token: Token): void {
    this.strings.add(token.text, token.offset, token.line);
    this.inside({ text: token.text, others: 0 });
    this.stack.at(-1)?.strings.push(token.text);
  }

  private takeOperator(token: Token): void {
    if (token.text === '.') {
      this.chain ??= { path: '?', token, indirect: false };
      return;
    }
    if (token.text === '(' || token.text === '[' || token.text === '{') this.open(token);
    else if (token.text === ')' || token.text === ']' || token.text === '}') this.close(token);
    else {
      this.settle();
      if (token.text !== ',') this.inside({ others: 1 });
      if (token.text === '=' && this.stack.length === 0) this.assigns = true;
      if (token.text === ';') this.endStatement();
    }
  }

  private open(token: Token): void {
    const called =
      token.text === '(' && this.chain !== undefined && !KEYWORDS.has(this.chain.path) && !this.isDefinition();
    const callee = called ? this.chain : undefined;
    if (callee === undefined) this.settle();
    else this.name(callee);
    this.chain = undefined;
    if (this.stack.length < MOST_NESTED) this.stack.push({ callee, token, inside: [], strings: [] });
    else this.unbalanced ??= token;
  }

  private close(token: Token): void {
    const last = this.chain;
    this.settle();
    const open = this.stack.pop();
    if (open === undefined) {
      this.unbalanced ??= token;
      return;
    }
    if (open.callee === undefined) {
      this.chain =
        token.text === ')' && open.inside.length === 1 && last !== undefined
          ? last
          : { path: '?', token, indirect: false };
      return;
    }
    const { offset, line } = open.callee.token;
    const text = this.text.slice(offset, Math.min(token.end, offset + 4 * MOST_TEXT)).replace(/\s+/g, ' ');
    this.operators.call(open.callee.path, {
      text,
      offset,
      line,
      strings: open.strings,
    });
    const [object, name] = open.inside;
    const reached =
      open.callee.path === 'getattr' && object?.chain !== undefined && name?.text !== undefined
        ? `${object.chain.path}.${name.text}`
        : '?';
    this.chain = { path: reached, token: open.callee.token, indirect: reached !== '?' };
  }

  /** The expression so far is over: what it names counts as used. */
  private settle(): void {
    if (this.chain === undefined) return;
    const { chain } = this;
    this.chain = undefined;
    this.name(chain, false);
    const constant = this.constants.get(chain.path);
    if (constant !== undefined) this.stack.at(-1)?.strings.push(constant);
    this.inside({ chain, others: 0 });
  }

  private inside(what: Open['inside'][number]): void {
    const inside = this.stack.at(-1)?.inside;
    if (inside !== undefined && inside.length < 3) inside.push(what);
  }

  private name({ path, token, indirect }: Chain, called = true): void {
    const { offset, line } = token;
    if (path.startsWith('torch.') || path.startsWith('ops.')) this.operators.use(path, { offset, line, indirect });
    else if (path.startsWith(NATIVE)) this.nativeClasses.add(path, offset, line);
    else if (path.startsWith('__torch__.')) this.scriptReferences.add(path, offset, line);
    else if (called) this.calls.add(path.slice(path.lastIndexOf('.') + 1), offset, line);
  }

  private isDefinition(): boolean {
    const [first] = this.statement;
    return (first?.text === 'def' || first?.text === 'class') && this.stack.length === 0;
  }

  private endStatement(): void {
    const last = this.chain;
    this.settle();
    const [first, second, third, fourth] = this.statement;
    this.statement = [];
    const { assigns } = this;
    this.assigns = false;
    if (first === undefined) return;
    if (first.indent !== undefined && this.inClass !== undefined && first.indent <= this.inClass.indent)
      this.inClass = undefined;
    if (second === undefined || first.kind !== 'name') return;
    const { line } = first;
    if (first.text === 'class') this.define(first, second, third?.text === '(' ? fourth?.text : undefined);
    else if (first.text === 'def') {
      this.functionCount++;
      const of = this.inClass === undefined ? {} : { of: this.inClass.name };
      if (this.functions.length < MOST_DEFINITIONS)
        this.functions.push({ name: second.text.slice(0, MOST_TEXT), ...of, offset: first.offset, line });
    } else if (second.text === ':' && this.inClass !== undefined && !KEYWORDS.has(first.text))
      this.attributes.add(first.text, first.offset, line);
    if (assigns) this.assign(first, second.text === '=' ? third : undefined, last);
  }

  private define(keyword: Token, name: Token, base: string | undefined): void {
    this.classCount++;
    this.inClass = { name: name.text.slice(0, MOST_TEXT), indent: keyword.indent ?? 0 };
    const from = base === undefined || base === ')' ? {} : { base: base.slice(0, MOST_TEXT) };
    if (this.classes.length < MOST_DEFINITIONS)
      this.classes.push({ name: this.inClass.name, ...from, offset: keyword.offset, line: keyword.line });
  }

  /** `t = torch` gives an operator another name, `_0 = "…"` a string. */
  private assign(name: Token, value: Token | undefined, last: Chain | undefined): void {
    if (name.text === 'op_version_set' && value?.kind === 'number') this.operatorSet = Number(value.text);
    const isPath = last !== undefined && /^(torch|ops)(\.|$)/.test(last.path);
    if (isPath && this.aliases.size < MOST_DEFINITIONS) this.aliases.set(name.text, last.path);
    else this.aliases.delete(name.text);
    if (value?.kind === 'string' && this.constants.size < MOST_DEFINITIONS)
      this.constants.set(name.text, value.text.slice(0, MOST_TEXT));
    else this.constants.delete(name.text);
  }
}
