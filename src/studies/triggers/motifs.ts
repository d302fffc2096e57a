import type { Feature } from './features.ts';
import { wordsOf } from './features.ts';
import { type Entry, type Pool, textOf, type Turn } from './pool.ts';

/** Words that many conversations have in one turn. */
export interface Motif {
  readonly turn: Turn;
  readonly feature: Feature;
  readonly words: string;
  /** The shortest turn that has them, as the model writes it. */
  readonly carrier: string;
}

/** Conversations that a motif stands in, at least; and at most, of those that have its turn: more is the language's own. */
const FEWEST = 3;
const USUAL = 0.4;
/** Motifs that share this much of their conversations are one. */
const ALIKE = 0.8;

/** The most frequent runs of one to three words, half of each turn; of those that stand in the same conversations the longest. */
export function motifsOf({ entries }: Pool, count: number): readonly Motif[] {
  return (['system', 'user'] as const).flatMap((turn) => motifsIn(entries, turn, Math.floor(count / 2)));
}

function motifsIn(entries: readonly Entry[], turn: Turn, count: number): readonly Motif[] {
  const most = USUAL * entries.filter(({ features }) => features[turn].size > 0).length;
  const rows = new Map<Feature, Set<Entry>>();
  for (const entry of entries)
    for (const feature of entry.features[turn]) {
      const own = rows.get(feature);
      if (own === undefined) rows.set(feature, new Set([entry]));
      else own.add(entry);
    }
  const kept: { motif: Motif; rows: ReadonlySet<Entry> }[] = [];
  const usual = [...rows]
    .filter(([, own]) => own.size >= FEWEST && own.size <= most)
    .toSorted(([a, x], [b, y]) => y.size - x.size || b.length - a.length);
  for (const [feature, own] of usual) {
    if (kept.length >= count) break;
    const words = wordsOf(feature);
    if (words === undefined || kept.some((one) => alike(one.rows, own))) continue;
    const texts = [...own].flatMap((entry) => textOf(entry, turn) ?? []);
    const carrier = texts.toSorted((a, b) => a.length - b.length)[0] ?? words;
    kept.push({ motif: { turn, feature, words, carrier }, rows: own });
  }
  return kept.map(({ motif }) => motif);
}

const alike = (a: ReadonlySet<Entry>, b: ReadonlySet<Entry>): boolean =>
  a.intersection(b).size >= ALIKE * Math.max(a.size, b.size);
