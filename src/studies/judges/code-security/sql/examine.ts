import type { Examined } from '../examine.ts';
import type { Weakness } from '../verdict.ts';
import { SQL_RULES } from './rules.ts';
import { statementOf } from './statement.ts';
import { type Token, tokenise } from './tokens.ts';

/** More tokens are not looked at (CWE-400). */
const MOST_TOKENS = 8_000;

const BEGINS =
  /^(?:select|insert|update|delete|create|alter|drop|grant|revoke|with|set|declare|exec|execute|call|merge|begin|copy|truncate|replace|prepare|use|do|delimiter|explain|start|commit|comment|reset|vacuum|show|if|values|load|open|return|end|deny|backup|go|print|change|reconfigure|analyze|analyse|pragma|attach|detach|kill|flush|lock|savepoint|rollback|raise|signal|deallocate|fetch|close|rename|reindex|refresh|notify|listen|install|purge|optimize|table|throw|while|security)$/i;

/** Looks for weaknesses in SQL of the usual dialects. */
export function examineSql(code: string): Examined | undefined {
  const { tokens, open } = tokenise(code);
  if (tokens.length > MOST_TOKENS) return undefined;
  const statements = split(tokens);
  const weaknesses: Weakness[] = [];
  const whole = tokens.map(({ text }) => text).join(' ');
  for (const tokensOfOne of statements) {
    const statement = statementOf(tokensOfOne, whole);
    for (const rule of SQL_RULES) {
      const line = rule.find(statement);
      if (line !== undefined)
        weaknesses.push({ rule: rule.id, cwe: rule.cwe, severity: rule.severity, line, why: rule.why });
    }
  }
  const strange = statements.filter(([first]) => first === undefined || !BEGINS.test(first.text));
  const all = statements.reduce((sum, one) => sum + one.length, 0);
  const unread = all === 0 ? 1 : strange.reduce((sum, one) => sum + one.length, 0) / all;
  const last = tokens.at(-1)?.text ?? '';
  const dangling =
    /^(?:[,=(+*<>.|]|where|and|or|from|select|set|on|by|join|references|values|to|grant|revoke|then|else|into|as|not|null\?|in|with|table|using|order|default|interval)$/i.test(
      last,
    );
  return {
    weaknesses,
    unread: unread > 0.5 ? unread : 0,
    statements: statements.length - strange.length,
    cut: open || dangling,
  };
}

/** Statements apart; a routine is one, its whole body in it. */
function split(tokens: readonly Token[]): Token[][] {
  const statements: Token[][] = [];
  let current: Token[] = [];
  let routine = false;
  for (const token of tokens) {
    if (
      /^(?:procedure|function|proc|trigger|do|package)$/i.test(token.text) &&
      /^(?:create|replace|alter|do)$/i.test(current.at(-1)?.text ?? 'do')
    )
      routine = true;
    const ends =
      token.text === ';' &&
      (!routine ||
        (/^(?:end|plpgsql|sql|stable|volatile|immutable|definer|\/)$/i.test(current.at(-1)?.text ?? '') &&
          current.length > 3 &&
          !/^(?:if|loop|case)$/i.test(current.at(-1)?.text ?? '')));
    if (
      ends &&
      !(
        routine &&
        /^end$/i.test(current.at(-1)?.text ?? '') &&
        tokens.slice(tokens.indexOf(token)).some(({ text }) => /^(?:language|definer|security)$/i.test(text))
      )
    ) {
      if (current.length > 0) statements.push(current);
      current = [];
      routine = false;
    } else if (!/^\/$/.test(token.text)) current.push(token);
  }
  if (current.length > 0) statements.push(current);
  return statements;
}
