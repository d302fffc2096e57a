import { Growth } from './growth.ts';
import type { Token } from './tokens.ts';

/** Tokens kept of one statement; conditions of loops and what they are set to are short. */
const MOST_TOKENS = 512;
/** Loops and names kept of one function. */
const MOST_KEPT = 1_000;

export interface Loop {
  readonly offset: number;
  readonly line: number;
}

/** Turns that take hours at the least: ten thousand million, of the loops inside one another together. */
const TOO_MANY = 1e10;

interface Count {
  readonly indent: number;
  readonly times: number;
}

interface While extends Loop {
  /** What it asks before each turn: a name, or True itself. */
  readonly condition: string;
  readonly indent: number;
}

/**
 * Finds loops that count too far, values that grow too far, and loops that cannot end: `while` over True, or over a name that its function sets to True and to nothing else.
 * The printer (python_print.cpp, `LoopWhile`) writes every loop with a name that its body sets anew, and neither break nor
 * return inside; where such a word, or an exception, stands in a loop, the loop is given the benefit.
 */
export class Loops {
  readonly endless: Loop[] = [];
  readonly exploding: Loop[] = [];
  private readonly growth = new Growth();
  /** Loops over a constant range around the statement. */
  private counts: Count[] = [];
  private statement: Token[] = [];
  private depth = 0;
  private loops: While[] = [];
  private open: While[] = [];
  private indent = 0;
  /** Names and whether all that they are set to is True. */
  private readonly set = new Map<string, boolean>();

  take(token: Token): void {
    if (token.kind === 'newline') {
      this.end();
      return;
    }
    if (token.indent !== undefined && this.statement.length === 0) this.indent = token.indent;
    if (this.statement.length < MOST_TOKENS) this.statement.push(token);
  }

  end(): void {
    const { statement } = this;
    this.statement = [];
    const [first] = statement;
    if (first === undefined) return;
    if (first.text === 'def' || first.text === 'class') return this.leave();
    this.open = this.open.filter(({ indent }) => indent < this.indent);
    this.counts = this.counts.filter(({ indent }) => indent < this.indent);
    if (statement.some(({ kind, text }) => kind === 'name' && LEAVES.test(text))) this.spare();
    if (first.text === 'while') this.loop(statement);
    else if (first.text === 'for') this.count(statement);
    else this.assign(statement);
  }

  /** The end of a function: its loops are judged by all that it set. */
  leave(): void {
    for (const { condition, offset, line } of this.loops) {
      const endless = condition === 'True' || this.set.get(condition) === true;
      if (endless && this.endless.length < MOST_KEPT) this.endless.push({ offset, line });
    }
    this.loops = [];
    this.open = [];
    this.set.clear();
    this.counts = [];
    this.growth.clear();
  }

  private spare(): void {
    const { open } = this;
    this.loops = this.loops.filter((loop) => !open.includes(loop));
  }

  private loop([keyword, condition, colon]: readonly Token[]): void {
    if (keyword === undefined || condition?.kind !== 'name' || colon?.text !== ':') return;
    if (this.loops.length >= MOST_KEPT) return;
    const loop = { condition: condition.text, indent: this.indent, offset: keyword.offset, line: keyword.line };
    this.loops.push(loop);
    this.open.push(loop);
  }

  /** `for i in range(9)`, `for i in range(1, 9)`: how often it turns, where that is a constant. */
  private count(statement: readonly Token[]): void {
    const [keyword, , , range] = statement;
    if (keyword === undefined || range?.text !== 'range') return;
    const numbers = statement.slice(4).filter(({ kind }) => kind === 'number');
    if (statement.slice(4).some(({ kind }) => kind === 'name') || numbers.length === 0 || numbers.length > 2) return;
    const [from, to] = numbers.length === 1 ? [0, Number(numbers[0]?.text)] : numbers.map(({ text }) => Number(text));
    const times = Math.max(1, (to ?? 0) - (from ?? 0));
    this.counts.push({ indent: this.indent, times });
    if (this.turns() < TOO_MANY || this.loops.length >= MOST_KEPT) return;
    const loop = { condition: 'True', indent: this.indent, offset: keyword.offset, line: keyword.line };
    this.loops.push(loop);
    this.open.push(loop);
  }

  private turns(): number {
    return this.counts.reduce((product, { times }) => product * times, 1);
  }

  /** `a, b, = x, y`: which names are given True. */
  private assign(statement: readonly Token[]): void {
    const sides: Token[][][] = [[[]]];
    this.depth = 0;
    for (const token of statement) {
      if (OPENS.test(token.text) && token.kind === 'operator') this.depth++;
      else if (CLOSES.test(token.text) && token.kind === 'operator') this.depth--;
      const side = sides.at(-1);
      if (this.depth === 0 && token.kind === 'operator' && token.text === '=') sides.push([[]]);
      else if (this.depth === 0 && token.kind === 'operator' && token.text === ',') side?.push([]);
      else side?.at(-1)?.push(token);
    }
    const [targets, values] = sides.map((side) => side.filter((item) => item.length > 0));
    if (sides.length < 2 || targets === undefined || values === undefined) return;
    targets.forEach(([name], i) => {
      if (name?.kind !== 'name' || this.set.size >= MOST_KEPT) return;
      const value = targets.length === values.length && sides.length === 2 ? values[i] : undefined;
      if (
        value !== undefined &&
        this.growth.assign(name.text, value, this.turns()) &&
        this.exploding.length < MOST_KEPT
      )
        this.exploding.push({ offset: name.offset, line: name.line });
      const isTrue = value?.length === 1 && value[0]?.text === 'True' && value[0].kind === 'name';
      this.set.set(name.text, (this.set.get(name.text) ?? true) && isTrue);
    });
  }
}

const LEAVES = /^(?:break|return|raise|assert|RaiseException)$/;
const OPENS = /^[([{]$/;
const CLOSES = /^[)\]}]$/;
