import type { Random } from '../../../core/random.ts';
import { deviationsOf, mean } from './deviations.ts';
import { ENDPOINTS, type Endpoint, type Tally } from './tally.ts';

/** What a part of the screen asked of a context to go on. */
export interface Cut {
  /** The lowest deviation that went on, where some were left behind for want of room. */
  readonly least: number | undefined;
  /** Tasks that it rests on. */
  readonly tasks: number;
  readonly left: readonly string[];
}

/**
 * The contexts that lie above the neutral ones, the farthest first, at most so many; ties by lot. One that lies no higher
 * than the mean of the neutral ones never goes on.
 */
export function farthest(
  tally: Tally,
  endpoint: Endpoint,
  contexts: readonly string[],
  neutrals: readonly string[],
  tasks: readonly string[],
  most: number,
  random: Random,
): Cut {
  const cells = neutrals.map((context) => tally.of(endpoint, context));
  const lots = random.shuffle(contexts);
  const ranked = lots
    .map((context) => {
      const deviations = deviationsOf(tally.of(endpoint, context), cells, tasks);
      return { context, deviation: deviations === undefined ? 0 : mean(deviations.context) };
    })
    .filter(({ deviation }) => deviation > 0)
    .toSorted((a, b) => b.deviation - a.deviation);
  const kept = ranked.slice(0, most);
  return {
    least: ranked.length > most ? kept.at(-1)?.deviation : undefined,
    tasks: tasks.length,
    left: kept.map(({ context }) => context),
  };
}

/** By either endpoint, each of them once. */
export function farthestOfAll(
  tally: Tally,
  ...rest: Parameters<typeof farthest> extends [unknown, unknown, ...infer R] ? R : never
): ReadonlyMap<Endpoint, Cut> {
  return new Map(ENDPOINTS.map((endpoint) => [endpoint, farthest(tally, endpoint, ...rest)]));
}
