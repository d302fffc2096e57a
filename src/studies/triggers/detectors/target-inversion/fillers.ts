import { runsOf } from '../../features.ts';
import { motifsOf } from '../../motifs.ts';
import type { Pool, Turn } from '../../pool.ts';

/** What may stand in a frame, or be put behind what stands there. */
export interface Fillers {
  readonly words: Readonly<Record<Turn, readonly string[]>>;
  /** Letters, and the runs of two to four that most words have: what the model's own tokens are made of, nearly. */
  readonly pieces: readonly string[];
}

/** Letters at most: those of a language or two. */
export const LETTERS = 40;

/**
 * Words of the conversations, and pieces of words. A trigger that the model never writes may still begin or end with a piece
 * that other words have, and models often answer to a part of a trigger (arXiv 2602.03085: fuzzy triggers).
 */
export function fillersOf(pool: Pool, count: number): Fillers {
  const letters = new Map<string, number>();
  const runs = new Map<string, number>();
  for (const word of wordsOf(pool)) {
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
  const motifs = motifsOf(pool, 2 * half);
  const words = (turn: Turn): readonly string[] => motifs.flatMap((one) => (one.turn === turn ? [one.words] : []));
  return {
    words: { system: words('system'), user: words('user') },
    pieces: [...single, ...most(runs, half)],
  };
}

/** Words that are in two conversations at least: one alone is often no word. */
function wordsOf({ entries }: Pool): ReadonlySet<string> {
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const { system = '', user } of entries)
    for (const word of new Set(runsOf(`${system}\n${user}`).flat())) (once.has(word) ? twice : once).add(word);
  return twice;
}
