import type { Token } from './tokens.ts';

/** A tag or an output that Jinja2's grammar does not allow: the parser skips it and goes on. */
export class SyntaxFault extends Error {
  readonly line: number;
  /** True where only our own depth limit was met. */
  readonly limit: boolean;

  constructor(message: string, line: number, limit = false) {
    super(message);
    this.line = line;
    this.limit = limit;
  }
}

/** The tokens of one tag or output, and the depth of what is being read. */
export class TokenStream {
  readonly #tokens: readonly Token[];
  readonly #line: number;
  readonly #depthMost: number;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], line: number, depthMost: number) {
    this.#tokens = tokens;
    this.#line = line;
    this.#depthMost = depthMost;
  }

  get line(): number {
    return (this.#tokens[this.#at] ?? this.#tokens.at(-1))?.line ?? this.#line;
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** Offset of the next token, or of the end of the last. */
  get offset(): number {
    return this.#tokens[this.#at]?.at ?? this.#tokens.at(-1)?.end ?? 0;
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  next(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw this.fault('it ends too early');
    this.#at++;
    return token;
  }

  is(kind: Token['kind'], text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === kind && token.text === text;
  }

  takes(kind: Token['kind'], text: string): boolean {
    if (!this.is(kind, text)) return false;
    this.#at++;
    return true;
  }

  operator(text: string): void {
    if (!this.takes('operator', text)) throw this.fault(`"${text}" is missing`);
  }

  name(): string {
    const token = this.next();
    if (token.kind !== 'name') throw this.fault('a name is missing');
    return token.text;
  }

  /** Runs `read` one level deeper. Nesting past the limit is a fault, not a crash (CWE-674). */
  deeper<T>(read: () => T): T {
    if (++this.#depth > this.#depthMost) throw new SyntaxFault('it is nested too deep', this.line, true);
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }

  fault(message: string): SyntaxFault {
    return new SyntaxFault(message, this.line);
  }
}
