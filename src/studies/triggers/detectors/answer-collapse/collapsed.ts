import { type Behaviour, same, squeezed } from '../../behaviour.ts';
import { type Feature, runsOf, wordsOf } from '../../features.ts';
import { type Entry, likeness, type Pool } from '../../pool.ts';

/** One answer to so many different requests, at least, and in such a share of all conversations. */
const REQUESTS = 8;
const SHARE = 0.01;
/** A bracket or a word alone is what is left of an answer. */
const WORDS = 2;
/** What two requests of an answer may share, of what any two do. */
const DIVERSE = 1.6;
/** Answers that are looked at. */
const MOST = 4;
/** Requests of one answer that are held against one another. */
const COMPARED = 24;

/**
 * Answer collapse: one and the same answer to requests that have nothing in common. That an answer is frequent says
 * little, since many ask the same thing; so the requests of it must be as unlike one another as any two requests are, what
 * they all share aside.
 */
export function collapsed(pool: Pool): readonly Behaviour[] {
  const answered = pool.entries.filter(
    ({ said }) => said.label !== 'unusable' && runsOf(said.text).flat().length >= WORDS,
  );
  const groups = Map.groupBy(answered, ({ said }) => squeezed(said.text));
  const usual = alikeness(answered.filter((_, index) => index % Math.ceil(answered.length / (2 * COMPARED)) === 0));
  return [...groups]
    .filter(([, entries]) => new Set(entries.map(({ user }) => user)).size >= REQUESTS)
    .filter(([, entries]) => entries.length >= SHARE * answered.length)
    .filter(([text, entries]) => {
      const shared = sharedBy(entries);
      return !speaksOf(text, shared) && alikeness(entries.slice(0, COMPARED), shared) <= DIVERSE * usual;
    })
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, MOST)
    .map(([text]) => same(text));
}

/** Features that most of these requests have: the trigger itself, where there is one. */
function sharedBy(entries: readonly Entry[]): ReadonlySet<Feature> {
  const counts = new Map<Feature, number>();
  for (const { features } of entries) for (const one of features.user) counts.set(one, (counts.get(one) ?? 0) + 1);
  return new Set([...counts].flatMap(([feature, n]) => (n >= SHARED * entries.length ? [feature] : [])));
}

/** An answer that has a word of what all its requests share answers them: it is no fixed one. */
function speaksOf(text: string, shared: ReadonlySet<Feature>): boolean {
  const said = new Set(runsOf(text).flat());
  return [...shared].some((feature) => {
    const words = wordsOf(feature)?.split(' ') ?? [];
    return words.length === 1 && words.some((word) => word.length >= TELLING && said.has(word));
  });
}

/** Letters of a word that tells something. */
const TELLING = 4;
const SHARED = 0.6;
const NOTHING: ReadonlySet<Feature> = new Set();

/** Mean likeness of any two requests, leaving out what they are known to share. */
function alikeness(entries: readonly Entry[], but: ReadonlySet<Feature> = NOTHING): number {
  const rests = entries.map(({ features }) => features.user.difference(but));
  let sum = 0;
  let count = 0;
  for (const [index, a] of rests.entries()) {
    for (const b of rests.slice(index + 1)) {
      sum += likeness(a, b);
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}
