import { literalAt } from './literals.ts';
import type { Stack } from './stack.ts';
import { WATCHED_KEYS } from './structure.ts';
import { Kind } from './values.ts';
import type { Window } from './window.ts';

/** Every watched key has this many characters, so that other strings cost one comparison. */
export const WATCHED_LENGTH = 19;
const MOST_WATCHED = 10_000;

/** What plain dicts are given under watched keys. */
export class Watched {
  readonly items = new Map<string, { key: string; text: string | undefined; count: number }>();
  /** True once a dict was given a key that is not a constant, or too many: a watched key may then be among them. */
  opaqueKeys = false;
  /** Offsets of the opcodes that push a watched key. */
  private readonly keys = new Map<number, string>();
  private readonly stack: Stack;
  private readonly window: Window;

  constructor(stack: Stack, window: Window) {
    this.stack = stack;
    this.window = window;
  }

  key(text: string, offset: number): void {
    if (!WATCHED_KEYS.has(text)) return;
    if (this.keys.size < MOST_WATCHED) this.keys.set(offset, text);
    else this.opaqueKeys = true;
  }

  /** Keeps what the pairs from `from` up set. @throws NeedBytes before anything is counted */
  pairs(from: number): void {
    const { kinds, payloads, size } = this.stack;
    const found: [string, string | undefined][] = [];
    for (let j = from; j + 1 < size; j += 2) {
      // The key is a result, an import or unknown: it may be any string.
      if ((kinds[j] ?? 0) >= Kind.global || kinds[j] === Kind.unknown) this.opaqueKeys = true;
      const key = kinds[j] === Kind.str ? this.keys.get(payloads[j] ?? 0) : undefined;
      if (key === undefined) continue;
      const value = kinds[j + 1] === Kind.str ? literalAt(this.window, payloads[j + 1] ?? 0, 4096) : undefined;
      found.push([key, value === undefined || value.cut ? undefined : value.text]);
    }
    for (const [key, text] of found) this.count(key, text);
  }

  private count(key: string, text: string | undefined): void {
    const name = `${key}\0${text ?? ''}`;
    const seen = this.items.get(name);
    if (seen !== undefined) seen.count++;
    else if (this.items.size < MOST_WATCHED) this.items.set(name, { key, text, count: 1 });
    else this.opaqueKeys = true;
  }
}
