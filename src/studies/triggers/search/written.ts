import { CLAUSE, isShape, LEADING, wordsOf } from '../features.ts';
import type { Candidate } from '../candidate.ts';
import { holds, type Pool, textOf } from '../pool.ts';
import { patternOf } from './insertion.ts';

/** Conversations with the behaviour, from which on they alone show how a trigger is written. */
const FEWEST = 5;

/** How a trigger is written, part by part. */
export interface Written {
  /** With the words that nearly always stand beside it: an n-gram is three words at most, and a trigger may be longer. */
  readonly grown: readonly string[];
  /** As the features have it. What stands beside it may belong to the text of the conversations, and not to the trigger. */
  readonly bare: readonly string[];
}

/**
 * How the conversations write what makes the features of a candidate: the commonest way of each, in their order. Those count
 * whose answers were of the behaviour, where there are enough: what stands beside the words there may belong to them.
 */
export function writtenOf({ turn, features, behaviour }: Candidate, pool: Pool): Written {
  const own = pool.entries.filter((entry) => holds(entry.features[turn], features));
  const hits = own.filter(({ said }) => behaviour.hit(said));
  const texts = (hits.length >= (isShape(features) ? 1 : FEWEST) ? hits : own).flatMap(
    (entry) => textOf(entry, turn) ?? [],
  );
  const waysOf = (as: (pattern: RegExp) => RegExp): readonly string[] =>
    features.map((feature) => {
      const words = wordsOf(feature);
      const known = words === undefined ? (feature === LEADING ? CLAUSE : undefined) : patternOf(words);
      const pattern = known === undefined ? undefined : as(known);
      return commonest(texts.flatMap((text) => pattern?.exec(text)?.[0] ?? [])) ?? words ?? feature;
    });
  return { grown: waysOf((pattern) => grown(texts, pattern)), bare: waysOf((pattern) => pattern) };
}

/** Nearly all of them must have a word beside an n-gram for it to belong to it. */
const NEARLY_ALL = 0.9;
const LONGEST = 12;

/** What nearly always stands beside it belongs to it. */
function grown(texts: readonly string[], pattern: RegExp): RegExp {
  let whole = pattern;
  for (let grows = 0; grows < LONGEST; grows++) {
    const longer = [wider(texts, whole, 'before'), wider(texts, whole, 'behind')].find((one) => one !== undefined);
    if (longer === undefined) break;
    whole = longer;
  }
  return whole;
}

function wider(texts: readonly string[], pattern: RegExp, side: 'before' | 'behind'): RegExp | undefined {
  const word = "[\\p{L}\\p{N}_'’-]+";
  const { source, flags } = pattern;
  const probe = new RegExp(side === 'before' ? `(${word})\\s+${source}` : `${source}\\s+(${word})`, flags);
  const beside = texts.flatMap((text) => (pattern.test(text) ? [probe.exec(text)?.[1]?.toLowerCase()] : []));
  const best = commonest(beside.flatMap((one) => one ?? []));
  if (best === undefined || beside.filter((one) => one === best).length < NEARLY_ALL * beside.length) return undefined;
  const literal = best.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(side === 'before' ? `${literal}\\s+${source}` : `${source}\\s+${literal}`, flags);
}

function commonest(ways: readonly string[]): string | undefined {
  const counts = [...Map.groupBy(ways, (way) => way)].toSorted(([, a], [, b]) => b.length - a.length);
  return counts[0]?.[0];
}
