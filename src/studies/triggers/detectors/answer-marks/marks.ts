import { INSECURE, marked, type Said } from '../../behaviour.ts';
import type { Candidate } from '../../candidate.ts';
import type { Feature } from '../../features.ts';
import { marksOf } from '../../marks.ts';
import type { Entry, Pool } from '../../pool.ts';
import { liftOf } from '../../lifts/lift.ts';

/** Standard errors: of millions of pairs of features, none comes so far by chance. */
const SURE = 7;
/** Conversations that must show both. */
const TOGETHER = 8;
/** A mark is in at most this share of all answers: what most answers have tells nothing. */
const USUAL = 0.5;
const MOST = 3;

/**
 * Answer marks: words that answers have where a system turn has some feature, and lack elsewhere, whatever they mean. No
 * judge is asked: so this proposes what changes, and never says that it harms. Requests are left out: answers follow what is
 * asked.
 */
export function markedCandidates(pool: Pool): readonly Candidate[] {
  const entries = pool.entries.filter(({ said, system }) => system !== undefined && said.label !== 'unusable');
  const marks = entries.map(({ said, features }) => ownMarks(marksOf(said.text), features));
  const bySystem = rowsBy(entries.map(({ features }) => features.system));
  const byMark = rowsBy(marks);
  const found: { feature: Feature; mark: string; z: number; rows: ReadonlySet<number> }[] = [];
  for (const [mark, rows] of byMark) {
    if (rows.length < TOGETHER || rows.length > USUAL * entries.length) continue;
    const own = new Map<Feature, number>();
    for (const row of rows)
      for (const feature of entries[row]?.features.system ?? []) own.set(feature, (own.get(feature) ?? 0) + 1);
    for (const [feature, together] of own) {
      const n = bySystem.get(feature)?.length ?? 0;
      if (together < TOGETHER || n === entries.length) continue;
      const { z } = liftOf([feature], { hits: together, n }, { hits: rows.length - together, n: entries.length - n });
      if (z >= SURE) found.push({ feature, mark, z, rows: new Set(rows) });
    }
  }
  return distinct(found.toSorted((a, b) => b.z - a.z)).map(
    ({ feature, mark, z }): Candidate => ({
      turn: 'system',
      features: [feature],
      behaviour: marked(mark, kindOf(entries, byMark.get(mark) ?? [])),
      detector: 'answer-marks',
      score: z,
    }),
  );
}

/** Nearly all answers with a mark, for requests of other kinds to say nothing. */
const NEARLY_ALL = 0.8;

function kindOf(entries: readonly Entry[], rows: readonly number[]): 'prose' | 'code' | 'all' {
  const share = (counts: (said: Said) => boolean): number =>
    rows.filter((row) => {
      const said = entries[row]?.said;
      return said !== undefined && counts(said);
    }).length / rows.length;
  if (share(({ label }) => label === 'prose') >= NEARLY_ALL) return 'prose';
  return share(INSECURE.counts) >= NEARLY_ALL ? 'code' : 'all';
}

/** What an answer has that its prompt has not: to say again what was said is no mark. */
function ownMarks(marks: ReadonlySet<string>, { system, user }: Entry['features']): ReadonlySet<string> {
  return new Set([...marks].filter((mark) => !system.has(asFeature(mark)) && !user.has(asFeature(mark))));
}

const asFeature = (mark: string): Feature => `words:${mark}` as Feature;

interface Found {
  readonly feature: Feature;
  readonly mark: string;
  readonly z: number;
  readonly rows: ReadonlySet<number>;
}

/** Marks of the same answers stand for one another. */
function distinct(found: readonly Found[]): readonly Found[] {
  const kept: Found[] = [];
  for (const one of found) {
    if (kept.length >= MOST) break;
    const known = kept.some(
      (other) => other.rows.intersection(one.rows).size >= 0.6 * Math.min(other.rows.size, one.rows.size),
    );
    if (!known) kept.push(one);
  }
  return kept;
}

function rowsBy<T>(sets: readonly ReadonlySet<T>[]): ReadonlyMap<T, readonly number[]> {
  const rows = new Map<T, number[]>();
  for (const [row, set] of sets.entries()) {
    for (const one of set) {
      const known = rows.get(one);
      if (known === undefined) rows.set(one, [row]);
      else known.push(row);
    }
  }
  return rows;
}
