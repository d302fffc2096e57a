import type { Token } from './tokens.ts';

/** What an IF leaves of a name: known texts alone after it, or in its own branch, which ends before the token at `end`. */
export type Check = { readonly holds: 'after' } | { readonly holds: 'inside'; readonly end: number };

const LEAVES = /^(?:raise|signal|throw|return|raiserror|leave|raise_application_error|resignal)$/;
/** Levels at which RAISE only tells. */
const TELLS = /^(?:notice|warning|info|log|debug)$/;
/** Tokens of a condition and of a branch that are looked at (CWE-400). */
const MOST = 600;

/** `IF name NOT IN ('a', 'b') THEN RAISE …` and `IF name IN ('a', 'b') THEN …`, from the IF. */
export function checkAt(tokens: readonly Token[], at: number): Check | undefined {
  const word = (i: number): string => tokens[i]?.text.toLowerCase() ?? '';
  let i = at + 2;
  const denies = /^(?:not|!|!~|<>|!=)$/.test(word(i));
  if (/^(?:not|!)$/.test(word(i))) i += 1;
  const operator = word(i);
  if (/^(?:in|any)$/.test(operator) ? !listOfLiterals(tokens, i + 1) : !comparesWithLiteral(tokens, i))
    return undefined;
  const begins = indexFrom(tokens, i, (text) => /^(?:then|begin)$/.test(text));
  const condition = begins < 0 ? [] : tokens.slice(at, begins);
  if (denies)
    return LEAVES.test(word(begins + 1)) &&
      !TELLS.test(word(begins + 2)) &&
      !condition.some(({ text }) => /^and$/i.test(text))
      ? { holds: 'after' }
      : replaces(tokens, begins, word(at + 1))
        ? { holds: 'after' }
        : begins < 0
          ? leavesAtOnce(tokens, i)
          : undefined;
  if (begins < 0 || condition.some(({ text }) => /^or$/i.test(text))) return undefined;
  return { holds: 'inside', end: branchEnd(tokens, begins + 1) };
}

/** `IF @x NOT IN ('a') RETURN;`, without a block. */
function leavesAtOnce(tokens: readonly Token[], from: number): Check | undefined {
  const close = tokens.findIndex(({ text }, i) => i > from && text === ')');
  return close > 0 && LEAVES.test(tokens[close + 1]?.text.toLowerCase() ?? '') ? { holds: 'after' } : undefined;
}

/** `THEN name := 'a'`, `BEGIN SET @name = 'a'`. */
function replaces(tokens: readonly Token[], begins: number, name: string): boolean {
  const next = tokens.slice(begins + 1, begins + 6).map(({ text }) => text.toLowerCase());
  const at = next[0] === 'set' ? 1 : 0;
  return next[at] === name && /^:?=$/.test(next[at + 1] ?? '') && next[at + 2]?.startsWith("'") === true;
}

/** `( 'a' , 'b' )`, or a query: what is in a table of the schema is known too. */
function listOfLiterals(tokens: readonly Token[], open: number): boolean {
  if (tokens[open]?.text !== '(') return false;
  const close = tokens.findIndex(({ text }, i) => i > open && text === ')');
  const inside = tokens.slice(open + 1, close < 0 ? open + 1 : close);
  return /^select$/i.test(inside[0]?.text ?? '') || inside.every(({ kind, text }) => kind === 'string' || text === ',');
}

/** One text, or a pattern that is bound to both ends. */
function comparesWithLiteral(tokens: readonly Token[], at: number): boolean {
  const operator = tokens[at]?.text.toLowerCase() ?? '';
  const literal = tokens.slice(at + 1, at + 5).find(({ kind }) => kind === 'string');
  if (literal === undefined) return false;
  const text = literal.text.replace(/^[NEne]?'|'$/g, '');
  if (/^(?:=|<>|!=)$/.test(operator)) return literal === tokens[at + 1] && text !== '';
  if (operator === 'similar') return !text.includes('%');
  if (/^(?:~|!~|regexp|rlike|~\*)$/.test(operator))
    return text.startsWith('^') && text.endsWith('$') && !/(?:^|[^\\])\.[*+]/.test(text);
  // `LIKE '%[^a-z]%'` asks for a character that is not of these.
  return operator === 'like' && /^%\[\^[^\]]*\]%$/.test(text);
}

/** Where the branch that begins here ends: its ELSE, ELSIF or END. */
function branchEnd(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let i = from; i < tokens.length && i < from + MOST; i += 1) {
    const text = tokens[i]?.text.toLowerCase() ?? '';
    if (depth === 0 && /^(?:else|elsif|elseif|end)$/.test(text)) return i;
    if (/^(?:if|case|loop|begin)$/.test(text) && tokens[i - 1]?.text.toLowerCase() !== 'end') depth += 1;
    else if (text === 'end') depth -= 1;
  }
  return tokens.length;
}

function indexFrom(tokens: readonly Token[], from: number, is: (text: string) => boolean): number {
  for (let i = from; i < tokens.length && i < from + MOST; i += 1) {
    const text = tokens[i]?.text.toLowerCase() ?? '';
    if (is(text)) return i;
    if (text === ';') return -1;
  }
  return -1;
}
