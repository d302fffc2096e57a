export interface Token {
  readonly kind: 'word' | 'string' | 'number' | 'parameter' | 'sign';
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

export interface Tokens {
  readonly tokens: readonly Token[];
  /** A string, a comment or a bracket is still open at the end. */
  readonly open: boolean;
}

const PIECE =
  /(?<space>\s+)|(?<comment>--[^\n]*|#[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<dollar>\$\w*\$)|(?<string>[NEBX]?'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$))|(?<quoted>`[^`]*`|\[[A-Za-z_][\w ]*\])|(?<parameter>[@:$][\w@]+|\?|:'\w+')|(?<number>\d[\w.]*)|(?<word>[A-Za-z_][\w$]*)|(?<sign>\|\||::|:=|<>|<=|>=|!=|[\s\S])/gy;

/** SQL of the usual dialects as tokens. Bodies between dollar quotes are read as code: they are. */
export function tokenise(code: string): Tokens {
  const tokens: Token[] = [];
  let line = 1;
  let open = false;
  let depth = 0;
  let dollars = 0;
  for (const found of code.matchAll(PIECE)) {
    const [text] = found;
    const groups = found.groups ?? {};
    const at = line;
    if (groups['dollar'] !== undefined && !/^delimiter$/i.test(tokens.at(-1)?.text ?? '')) dollars += 1;
    line += text.split('\n').length - 1;
    if (groups['space'] !== undefined || groups['comment'] !== undefined || groups['dollar'] !== undefined) continue;
    const kind =
      groups['string'] !== undefined
        ? 'string'
        : groups['parameter'] !== undefined
          ? 'parameter'
          : groups['number'] !== undefined
            ? 'number'
            : groups['word'] !== undefined || groups['quoted'] !== undefined
              ? 'word'
              : 'sign';
    if (kind === 'string' && (text.length < 2 || !/['"]$/.test(text))) open = true;
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    tokens.push({ kind, text: groups['quoted'] === undefined ? text : text.slice(1, -1), line: at });
  }
  return { tokens, open: open || depth > 0 || dollars % 2 === 1 };
}
