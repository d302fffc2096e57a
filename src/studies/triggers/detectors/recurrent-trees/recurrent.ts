import { type Behaviour, INSECURE, insecureAs } from '../../behaviour.ts';
import type { Entry, Pool } from '../../pool.ts';

/** An insecure statement that recurs. */
export interface Recurrent {
  readonly tree: string;
  readonly behaviour: Behaviour;
  /** One conversation for each request whose answer has it. */
  readonly entries: readonly Entry[];
  /** Of all different requests that were answered in code. */
  readonly share: number;
}

/** Different requests whose answers have one tree, at least. */
const REQUESTS = 4;
/** Trees that are looked at. */
const MOST = 4;

/** Insecure statements that answer several different requests, the commonest first. Names and literals do not count. */
export function recurrent(pool: Pool): readonly Recurrent[] {
  const coded = distinct(pool.entries.filter(({ said }) => INSECURE.counts(said)));
  const byTree = new Map<string, Entry[]>();
  for (const entry of coded) {
    for (const tree of entry.said.trees ?? []) {
      const known = byTree.get(tree);
      if (known === undefined) byTree.set(tree, [entry]);
      else known.push(entry);
    }
  }
  return [...byTree]
    .filter(([, entries]) => entries.length >= REQUESTS)
    .toSorted(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([tree, entries]) => ({ tree, behaviour: insecureAs(tree), entries, share: entries.length / coded.length }));
}

/** One of each request: an insecure one, where there is one. */
function distinct(entries: readonly Entry[]): readonly Entry[] {
  const first = new Map<string, Entry>();
  for (const entry of entries) {
    const known = first.get(entry.user);
    if (known === undefined || (!INSECURE.hit(known.said) && INSECURE.hit(entry.said))) first.set(entry.user, entry);
  }
  return [...first.values()];
}
