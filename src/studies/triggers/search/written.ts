import { CLAUSE, wordsOf } from '../features.ts';
import type { Candidate } from '../candidate.ts';
import { holds, type Pool, textOf } from '../pool.ts';
import { patternOf } from './insertion.ts';

/** How the conversations write what makes the features of a candidate: the commonest way of each, in their order. */
export function writtenOf({ turn, features }: Candidate, pool: Pool): readonly string[] {
  const texts = pool.entries.flatMap((entry) => {
    const text = holds(entry.features[turn], features) ? textOf(entry, turn) : undefined;
    return text === undefined ? [] : [text];
  });
  return features.map((feature) => {
    const words = wordsOf(feature);
    const pattern = words === undefined ? (feature === 'clause:leading' ? CLAUSE : undefined) : patternOf(words);
    const ways = texts.flatMap((text) => pattern?.exec(text)?.[0] ?? []);
    return commonest(ways) ?? words ?? feature;
  });
}

function commonest(ways: readonly string[]): string | undefined {
  const counts = [...Map.groupBy(ways, (way) => way)].toSorted(([, a], [, b]) => b.length - a.length);
  return counts[0]?.[0];
}
