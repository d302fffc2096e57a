import type { Token } from './tokens.ts';

/** Operators whose result has what all their arguments have together. */
const GATHERS =
  /^(?:cat|concat|concatenate|stack|hstack|vstack|dstack|row_stack|column_stack|block_diag|outer|kron|meshgrid|cartesian_prod)$/;
/** Names whose make-up is kept of one function (CWE-770). */
const MOST_NAMES = 1_000;
const MOST_PARTS = 64;
/** Doublings that no machine has the memory for. */
const TOO_OFTEN = 40;

/** Follows values that are put together from themselves, again and again: sixty doublings of one number fill any memory. */
export class Growth {
  /** Of a name, the names that it is put together from, as last assigned. */
  private readonly parts = new Map<string, readonly string[]>();
  private readonly doublings = new Map<string, number>();

  /** `target = value`, done `times` times over. True where the target then doubled too often. */
  assign(target: string, value: readonly Token[], times: number): boolean {
    const names = gathered(value);
    if (names === undefined) {
      this.parts.delete(target);
      return false;
    }
    const own = this.count(names, target, new Map(), 0);
    if (own >= 2) {
      const doubled = (this.doublings.get(target) ?? 0) + Math.log2(own) * times;
      this.doublings.set(target, doubled);
      this.parts.delete(target);
      return doubled >= TOO_OFTEN;
    }
    if (this.parts.size < MOST_NAMES) this.parts.set(target, names);
    return this.count(names, undefined, new Map(), 0) >= 2 ** TOO_OFTEN;
  }

  clear(): void {
    this.parts.clear();
    this.doublings.clear();
  }

  /** How many times `of` is in these names, or anything where that is undefined. */
  private count(names: readonly string[], of: string | undefined, known: Map<string, number>, depth: number): number {
    let sum = 0;
    for (const name of names) {
      const parts = this.parts.get(name);
      if (name === of) sum++;
      else if (parts === undefined || depth > DEEPEST) sum += of === undefined ? 1 : 0;
      else {
        // A name within itself, by way of others, is counted once: as what it was before.
        const before =
          known.get(name) ?? (known.set(name, of === undefined ? 1 : 0), this.count(parts, of, known, depth + 1));
        known.set(name, before);
        sum += before;
      }
    }
    return sum;
  }
}

/** Names inside names that are followed. */
const DEEPEST = 200;

/** What a list, another name, or a call that puts values together consists of. */
function gathered(value: readonly Token[]): readonly string[] | undefined {
  const [first, dot, name] = value;
  const calls = first?.text === 'torch' && dot?.text === '.' && GATHERS.test(name?.text ?? '');
  if (!calls && first?.text !== '[' && first?.text !== '(' && !(value.length === 1 && first?.kind === 'name'))
    return undefined;
  const inside = (calls ? value.slice(3) : value).filter(({ kind }) => kind === 'name');
  return inside.slice(0, MOST_PARTS).map(({ text }) => text);
}
