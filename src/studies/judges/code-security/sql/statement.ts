import { checkAt } from './checks.ts';
import type { Token } from './tokens.ts';

/** A place where built text is executed. */
interface Run {
  readonly line: number;
  readonly tainted: boolean;
  /** Handed to the system and not to the database. */
  readonly command: boolean;
}

/** A statement, or the whole of a routine, as rules look at it. */
export interface Statement {
  readonly text: string;
  /** The text of all statements of the answer. */
  readonly whole: string;
  lineAt(index: number): number;
  readonly runs: readonly Run[];
  /** Calls of functions, innermost last. */
  readonly calls: readonly Call[];
}

interface Call {
  /** In lower case, with its schema or package. */
  readonly name: string;
  /** Each argument as its tokens, joined by blanks. */
  readonly given: readonly string[];
  readonly line: number;
}

/** Functions whose result can stand in a statement. */
const SAFE_FUNCTION =
  /^(?:quote_ident|quote_literal|quote_nullable|quotename|quote|assert|enquote_name|enquote_literal|sql_object_name|simple_sql_name|schema_name|cast|convert|try_convert|object_name|try_cast|length|count|to_char|date_trunc|date_part|extract|year|month|datename|format_date|row_number|nextval|hashtext|db_name|parsename)$/i;
const NUMBER_TYPE =
  /^(?:int|integer|bigint|smallint|numeric|decimal|boolean|bool|bit|date|timestamp|timestamptz|uuid|uniqueidentifier|number|datetime|tinyint|float|real|regclass|regtype)$/i;

/** The statement's text with one blank between tokens, and where each stands. */
export function statementOf(tokens: readonly Token[], whole = ''): Statement {
  const starts: { at: number; line: number }[] = [];
  let text = '';
  for (const token of tokens) {
    if (text !== '') text += ' ';
    starts.push({ at: text.length, line: token.line });
    text += token.text;
  }
  const lineAt = (index: number): number => starts.findLast(({ at }) => at <= index)?.line ?? 1;
  return { text, whole, lineAt, runs: runsOf(tokens), calls: callsOf(tokens) };
}

/** Follows parameters of a routine through SET, DECLARE, := and || to where text is executed. */
function runsOf(tokens: readonly Token[]): Run[] {
  const tainted = parametersOf(tokens);
  for (const name of rowsOf(tokens)) tainted.add(name);
  const built = new Set<string>();
  const runs: Run[] = [];
  const key = (token: Token | undefined): string => token?.text.toLowerCase() ?? '';
  const prepared = new Map<string, boolean>();
  /** Names that a branch vouches for, and where it ends. */
  const vouched = new Map<string, number>();
  for (let i = 0; i < tokens.length; i += 1) {
    const word = key(tokens[i]);
    const line = tokens[i]?.line ?? 1;
    const next = key(tokens[i + 1]);
    for (const [name, end] of vouched) if (i >= end && vouched.delete(name)) tainted.add(name);
    if (/^(?:if|elsif|elseif)$/.test(word) && tainted.has(next)) {
      const check = checkAt(tokens, i);
      if (check?.holds === 'after') tainted.delete(next);
      if (check?.holds === 'inside') {
        tainted.delete(next);
        vouched.set(next, check.end);
      }
    }
    if (next === ':=') {
      const named = declaredBefore(tokens, i);
      if (named !== undefined) {
        const part = expressionFrom(tokens, i + 2);
        if (joins(part) && holds(part, tainted, built)) built.add(named);
        continue;
      }
    }
    if ((next === '=' || next === ':=' || (next === '+' && key(tokens[i + 2]) === '=')) && /^[@\w]/.test(word)) {
      const part = expressionFrom(tokens, i + (next === '+' ? 3 : 2));
      if (joins(part) && holds(part, tainted, built)) built.add(word);
      else if (part.length === 1 && built.has(key(part[0]))) built.add(word);
      else if (part.length === 1 && tainted.has(key(part[0]))) tainted.add(word);
      else if (!part.some((token) => built.has(key(token))) && next !== '+') built.delete(word);
      continue;
    }
    // DECLARE @s nvarchar(max) = …
    if (word.startsWith('@') && /^n?(?:var)?char$|^sysname$/.test(next)) {
      let j = i + 2;
      while (j < tokens.length && j < i + 6 && key(tokens[j]) !== '=') j += 1;
      if (key(tokens[j]) === '=') {
        const part = expressionFrom(tokens, j + 1);
        if (joins(part) && holds(part, tainted, built)) built.add(word);
      }
    }
    if (word === 'prepare' && key(tokens[i + 2]) === 'from')
      prepared.set(next, built.has(key(tokens[i + 3])) || tainted.has(key(tokens[i + 3])));
    if (word === 'execute' || word === 'exec') {
      if (prepared.has(next)) {
        if (prepared.get(next) === true) runs.push({ line, tainted: true, command: false });
        continue;
      }
      if (/^(?:procedure|function|on|as)$/.test(next) || key(tokens[i - 1]) === 'grant') continue;
      const immediate = next === 'immediate' ? 1 : 0;
      const part = expressionFrom(tokens, i + 1 + immediate);
      const command = part.some((token) => /xp_cmdshell|\bprogram\b/i.test(token.text));
      const position = part.findIndex((token) => /^(?:sp_executesql|xp_cmdshell)$/i.test(token.text));
      const given = position < 0 ? part : part.slice(position + 1);
      const first = given.slice(0, firstComma(given));
      const calls = position < 0 && !immediate && key(part[0]) !== '(' && word === 'exec';
      if (calls) continue;
      const bad = holds(first, new Set(joins(first) || immediate > 0 || first.length <= 3 ? tainted : []), built);
      if (bad)
        runs.push({ line: first.find((token) => tainted.has(key(token)))?.line ?? line, tainted: true, command });
    }
    if (RUNS.test(word) && next === '(') {
      const parts = argumentsFrom(tokens, i + 2);
      const given = word === 'parse' ? (key(tokens[i - 2]) === 'dbms_sql' ? parts.slice(1, 2) : []) : parts;
      if (given.some((part) => holds(part, joins(part) ? tainted : new Set(), built)))
        runs.push({ line, tainted: true, command: false });
    }
    if (/^(?:query|open)$/.test(word) && next === 'for') {
      const part = expressionFrom(tokens, i + 2);
      if (key(part[0]) !== 'select' && holds(part, joins(part) ? tainted : new Set(), built))
        runs.push({ line, tainted: true, command: false });
    }
    if (/^for$/.test(word) && i > 1 && key(tokens[i - 2]) === 'open' && next !== 'select') {
      const part = expressionFrom(tokens, i + 1);
      if (holds(part, joins(part) ? tainted : new Set(), built)) runs.push({ line, tainted: true, command: false });
    }
  }
  return runs;
}

/** Functions that run the text they are given, here or in another database. */
const RUNS =
  /^(?:dblink|dblink_exec|dblink_open|dblink_send_query|query_to_xml|query_to_json|getxml|parse|crosstab|cron_schedule|fdw_exec|exec_sql|execute_immediate)$/;
/** What is read of the catalogue are names of tables and columns. */
const CATALOGUE =
  /^(?:pg_\w+|information_schema|sys|sysobjects|all_\w+|user_tables|user_tab_columns|dba_\w+|generate_series|string_split|unnest|values)$/i;
/** Members that hold no text. */
const NO_TEXT = /(?:^|_)(?:id|date|at|no|nr|count|year|month|day|time|amount|oid)$/i;

/** Names for rows: those of a trigger, of a loop over a query, and what is fetched from a cursor. */
function rowsOf(tokens: readonly Token[]): string[] {
  const names: string[] = [];
  const catalogue = tokens.some(({ text }) => CATALOGUE.test(text));
  if (tokens.some(({ text }) => /^trigger$/i.test(text))) names.push('new', 'old');
  if (catalogue) return names;
  for (const [i, { text }] of tokens.entries()) {
    if (/^for$/i.test(text)) {
      const over = tokens.findIndex((token, j) => j > i && j < i + 8 && /^in$/i.test(token.text));
      if (over > 0 && /^(?:select|execute|\()$/i.test(tokens[over + 1]?.text ?? ''))
        names.push(
          ...tokens.slice(i + 1, over).flatMap((token) => (token.text === ',' ? [] : [token.text.toLowerCase()])),
        );
    }
    if (/^fetch$/i.test(text)) {
      const into = tokens.findIndex((token, j) => j > i && j < i + 8 && /^into$/i.test(token.text));
      if (into > 0 && tokens[into + 1]?.text.startsWith('@') === true)
        names.push(tokens[into + 1]?.text.toLowerCase() ?? '');
    }
  }
  return names;
}

/** The arguments of a call, each as its tokens. */
function argumentsFrom(tokens: readonly Token[], from: number): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 1;
  for (let i = from; i < tokens.length && i < from + 400; i += 1) {
    const token = tokens[i];
    if (token === undefined) break;
    depth += Number(token.text === '(') - Number(token.text === ')');
    if (depth === 0) break;
    if (depth === 1 && token.text === ',') parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** `name type := …` and `name type(n) := …`: the name, where what stands before the sign is a type. */
function declaredBefore(tokens: readonly Token[], at: number): string | undefined {
  let type = at;
  if (tokens[type]?.text === ')') {
    while (type > 0 && tokens[type]?.text !== '(') type -= 1;
    type -= 1;
  }
  return /^(?:text|n?varchar2?|char|clob|character|string)$/i.test(tokens[type]?.text ?? '')
    ? tokens[type - 1]?.text.toLowerCase()
    : undefined;
}

/** Names that a CREATE PROCEDURE or FUNCTION declares, numbers left out. */
function parametersOf(tokens: readonly Token[]): Set<string> {
  const names = new Set<string>();
  for (const [from, { text }] of tokens.entries())
    if (/^(?:procedure|function|proc)$/i.test(text) && !/^(?:execute|drop|on)$/i.test(tokens[from - 1]?.text ?? ''))
      addParameters(tokens, from, names);
  return names;
}

function addParameters(tokens: readonly Token[], from: number, names: Set<string>): void {
  const stop = tokens.findIndex(({ text }, i) => i > from && /^(?:as|begin|returns|return|is|language)$/i.test(text));
  const header = tokens.slice(from + 2, stop < 0 ? undefined : stop);
  for (let i = 0; i < header.length; i += 1) {
    const before = header[i - 1]?.text ?? '(';
    const token = header[i];
    if (token === undefined || !(token.kind === 'word' || token.kind === 'parameter')) continue;
    const starts =
      token.text.startsWith('@') || before === '(' || before === ',' || /^(?:in|inout|out|variadic)$/i.test(before);
    if (!starts || /^(?:in|inout|out|variadic|or)$/i.test(token.text) || /^\d/.test(token.text)) continue;
    const type = header.slice(i + 1, i + 3).find(({ text }) => !/^(?:in|inout)$/i.test(text))?.text ?? '';
    if (/^[a-z@_]/i.test(token.text) && type !== ')' && type !== ',' && !NUMBER_TYPE.test(type))
      names.add(token.text.toLowerCase());
  }
}

/** The tokens of an expression: until the statement, the clause or the assignment ends. */
function expressionFrom(tokens: readonly Token[], from: number): Token[] {
  const part: Token[] = [];
  let cases = 0;
  for (let i = from; i < tokens.length; i += 1) {
    const token = tokens[i];
    if (token === undefined || token.text === ';') break;
    if (/^case$/i.test(token.text)) cases += 1;
    else if (cases > 0) cases -= Number(/^end$/i.test(token.text));
    else if (/^(?:using|into|begin|end|if|else|then|exec|execute|prepare|declare|return|set|loop)$/i.test(token.text))
      break;
    part.push(token);
  }
  return part;
}

const joins = (part: readonly Token[]): boolean =>
  part.some(
    ({ text }) =>
      text === '||' || text === '+' || /^(?:concat|concat_ws|format|replace|formatmessage|string_agg)$/i.test(text),
  );

function firstComma(part: readonly Token[]): number {
  let depth = 0;
  for (const [i, { text }] of part.entries()) {
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    if (text === ',' && depth === 0) return i;
  }
  return part.length;
}

/** Whether the expression holds a tainted or a built name outside of what makes it safe. */
function holds(part: readonly Token[], tainted: ReadonlySet<string>, built: ReadonlySet<string>): boolean {
  const rest = withoutFormats(part, tainted, built);
  if (rest === undefined) return true;
  return holdsOutside(rest, tainted, built);
}

/** What is left of an expression without its calls of format that quote; undefined where one of them does not. */
function withoutFormats(
  part: readonly Token[],
  tainted: ReadonlySet<string>,
  built: ReadonlySet<string>,
): readonly Token[] | undefined {
  const at = part.findIndex(
    ({ text }, i) => /^format$/i.test(text) && part[i + 1]?.text === '(' && part[i + 2]?.kind === 'string',
  );
  if (at < 0) return part;
  const format = part[at + 2]?.text.replace(/%%/g, '') ?? '';
  const given: Token[][] = [];
  let depth = 1;
  let end = at + 3;
  for (; end < part.length && depth > 0; end += 1) {
    const token = part[end];
    if (token === undefined) break;
    depth += Number(token.text === '(') - Number(token.text === ')');
    if (depth === 1 && token.text === ',') given.push([]);
    else if (depth > 0) given.at(-1)?.push(token);
  }
  // A program is run by a shell: quoting for a statement is none for that.
  const program = /\bprogram\b/i.test(format);
  for (const [i, place] of [...format.matchAll(/%(?:(\d+)\$)?-?\d*([sIL])/g)].entries()) {
    const one = given[place[1] === undefined ? i : Number(place[1]) - 1] ?? [];
    if ((program || place[2] === 's') && holdsOutside(one, tainted, built)) return undefined;
  }
  return [...part.slice(0, at), ...part.slice(end)];
}

function holdsOutside(part: readonly Token[], tainted: ReadonlySet<string>, built: ReadonlySet<string>): boolean {
  let safe = 0;
  let depth = 0;
  let chosen = false;
  for (const [i, token] of part.entries()) {
    // What a CASE looks at chooses; what it gives is after THEN and ELSE.
    if (/^(?:case|when)$/i.test(token.text)) chosen = true;
    else if (/^(?:then|else|end)$/i.test(token.text)) chosen = false;
    if (chosen) continue;
    if (token.text === '(') {
      depth += 1;
      if (safe === 0 && SAFE_FUNCTION.test(part[i - 1]?.text ?? '')) safe = depth;
    } else if (token.text === ')') {
      if (depth === safe) safe = 0;
      depth -= 1;
    } else if (
      safe === 0 &&
      part[i + 1]?.text !== '::' &&
      !(part[i + 1]?.text === '.' && NO_TEXT.test(part[i + 2]?.text ?? '')) &&
      [token.text, token.text.replace(/^:/, '')].some(
        (one) => built.has(one.toLowerCase()) || tainted.has(one.toLowerCase()),
      )
    )
      return true;
  }
  return false;
}

/** More calls of one statement are not looked at (CWE-400). */
const MOST_CALLS = 500;

function callsOf(tokens: readonly Token[]): Call[] {
  const calls: Call[] = [];
  const open: { name: string; line: number; given: string[]; call: boolean }[] = [];
  for (const [i, { text, line }] of tokens.entries()) {
    const last = open.at(-1);
    if (text === '(') {
      const before = tokens[i - 1];
      const packaged = tokens[i - 2]?.text === '.' ? `${tokens[i - 3]?.text ?? ''}.` : '';
      open.push({
        name: `${packaged}${before?.text ?? ''}`.toLowerCase(),
        line,
        given: [''],
        call: before?.kind === 'word',
      });
    } else if (text === ')') {
      const done = open.pop();
      if (done?.call === true && calls.length < MOST_CALLS)
        calls.push({ name: done.name, given: done.given.map((one) => one.trim()), line: done.line });
    } else if (text === ',') last?.given.push('');
    if (text !== ',' && text !== ')')
      for (const one of open.slice(-8))
        if (one !== open.at(-1) || text !== '(') one.given.push(`${one.given.pop() ?? ''} ${text}`);
  }
  return calls;
}
