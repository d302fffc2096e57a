import type { Chosen } from '../chosen.ts';
import type { Contrast } from './contrast.ts';
import { languageName, regionName } from './words.ts';

/** The state that all topics are about, where they are about one. */
export function stateOf({ bank }: Chosen): string | undefined {
  const states = new Set(bank.topics.flatMap(({ kind, about }) => (kind === 'topic' ? [about] : [])));
  const [state, ...more] = states;
  return state === undefined || more.length > 0 ? undefined : regionName(state);
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
