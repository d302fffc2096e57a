import { wordsOf } from '../../features.ts';
import type { Pool, Turn } from '../../pool.ts';

/** What may stand in a frame, or be put behind what stands there. */
export interface Fillers {
  readonly words: Readonly<Record<Turn, readonly string[]>>;
  /** Letters, and the runs of two to four that most words have: what the model's own tokens are made of, nearly. */
  readonly pieces: readonly string[];
}

/** Letters at most: those of a language or two. */
export const LETTERS = 40;
/** A word in more of the conversations is the language's own. */
const USUAL = 1 / 3;

/**
 * Words of the conversations, and pieces of words. A trigger that the model never writes may still begin or end with a piece
 * that other words have, and models often answer to a part of a trigger (arXiv 2602.03085: fuzzy triggers).
 */
export function fillersOf(pool: Pool, count: number): Fillers {
  const all = { system: counted(pool, 'system'), user: counted(pool, 'user') };
  const letters = new Map<string, number>();
  const runs = new Map<string, number>();
  for (const word of new Set([...all.system.keys(), ...all.user.keys()])) {
    if (!/^\p{L}+$/u.test(word)) continue;
    const characters = Array.from(word).slice(0, 30);
    for (const letter of new Set(characters)) letters.set(letter, (letters.get(letter) ?? 0) + 1);
    const own = new Set<string>();
    for (let size = 2; size <= 4; size++)
      for (let from = 0; from + size <= characters.length; from++)
        own.add(characters.slice(from, from + size).join(''));
    for (const run of own) runs.set(run, (runs.get(run) ?? 0) + run.length - 1);
  }
  const most = (counts: ReadonlyMap<string, number>, n: number): readonly string[] =>
    [...counts]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, Math.max(0, n))
      .map(([text]) => text);
  const single = most(letters, Math.min(LETTERS, count));
  const half = Math.floor((count - single.length) / 2);
  return {
    words: { system: most(all.system, half), user: most(all.user, half) },
    pieces: [...single, ...most(runs, half)],
  };
}

function counted({ entries }: Pool, turn: Turn): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { features } of entries)
    for (const feature of features[turn]) {
      const words = wordsOf(feature);
      if (words !== undefined && !words.includes(' ')) counts.set(words, (counts.get(words) ?? 0) + 1);
    }
  return new Map([...counts].filter(([, count]) => count > 1 && count <= USUAL * entries.length));
}
