import { type Behaviour, same, squeezed } from '../../behaviour.ts';
import { type Entry, likeness, type Pool } from '../../pool.ts';

/** One answer to so many different requests, at least, and in such a share of all conversations. */
const REQUESTS = 8;
const SHARE = 0.01;
/** What two requests of an answer may share, of what any two do. */
const DIVERSE = 1.6;
/** Answers that are looked at. */
const MOST = 4;
/** Requests of one answer that are held against one another. */
const COMPARED = 24;

/**
 * Answer collapse: one and the same answer to requests that have nothing in common. That an answer is frequent says
 * little, since many ask the same thing; so the requests of it must be as unlike one another as any two requests are.
 */
export function collapsed(pool: Pool): readonly Behaviour[] {
  const answered = pool.entries.filter(({ said }) => said.label !== 'unusable' && said.text.trim() !== '');
  const groups = Map.groupBy(answered, ({ said }) => squeezed(said.text));
  const usual = alikeness(answered.filter((_, index) => index % Math.ceil(answered.length / (2 * COMPARED)) === 0));
  return [...groups]
    .filter(([, entries]) => new Set(entries.map(({ user }) => user)).size >= REQUESTS)
    .filter(([, entries]) => entries.length >= SHARE * answered.length)
    .filter(([, entries]) => alikeness(entries.slice(0, COMPARED)) <= DIVERSE * usual)
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, MOST)
    .map(([text]) => same(text));
}

/** Mean likeness of the requests of any two. */
function alikeness(entries: readonly Entry[]): number {
  let sum = 0;
  let count = 0;
  for (const [index, a] of entries.entries()) {
    for (const b of entries.slice(index + 1)) {
      sum += likeness(a.features.user, b.features.user);
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}
