import type { Chosen } from '../chosen.ts';
import type { Contrast } from './contrast.ts';
import { languageName, regionName } from './words.ts';

/** More are not named one by one. */
const MOST_STATES = 3;

/** The states that topics are about, the most frequent first; undefined where there are many, or none is said. */
export function stateOf({ bank }: Chosen): string | undefined {
  const about = bank.topics.flatMap(({ kind, about: state }) => (kind === 'topic' ? [state] : []));
  const states = [...Map.groupBy(about, (state) => state)].toSorted(([, a], [, b]) => b.length - a.length);
  if (states.length === 0 || states.length > MOST_STATES || about.includes(undefined)) return undefined;
  return states.map(([state = '']) => regionName(state)).join(' and ');
}

/** For people: what is held against what. */
export function contrastName({ kind, first, second }: Contrast, chosen: Chosen): string {
  if (kind === 'languages') return `${languageName(first)} against ${languageName(second)}`;
  if (kind === 'service') return `${first} against the weights ${second}`;
  const state = stateOf(chosen);
  return state === undefined
    ? 'topics against their mirrors'
    : `topics on ${state} against their mirrors in other states`;
}
