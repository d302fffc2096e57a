import { wilson } from '../../../statistics/wilson.ts';
import type { Feature } from '../features.ts';

/** One answer to a prompt that has features, and whether it is of the behaviour in question. */
export interface Sighting {
  readonly features: ReadonlySet<Feature>;
  readonly hit: boolean;
}

/** Features of prompts whose answers show a behaviour more often than others do. */
export interface Lift {
  readonly features: readonly Feature[];
  readonly with: Rate;
  readonly without: Rate;
  /** Of the difference of two proportions, pooled. */
  readonly z: number;
  /** Wilson's lower bound of the rate with them less the upper one without (95 %). */
  readonly margin: number;
}

interface Rate {
  readonly hits: number;
  readonly n: number;
}

/** At least so many answers of the behaviour must stand behind a feature. */
const FEWEST_HITS = 3;

/** Every feature that lifts the rate by `least` standard errors or more, the surest first. */
export function liftsOf(sightings: readonly Sighting[], least: number): readonly Lift[] {
  const counts = new Map<Feature, { hits: number; n: number }>();
  const total = { hits: 0, n: sightings.length };
  for (const { features, hit } of sightings) {
    if (hit) total.hits++;
    for (const feature of features) {
      const count = counts.get(feature) ?? { hits: 0, n: 0 };
      count.n++;
      if (hit) count.hits++;
      counts.set(feature, count);
    }
  }
  return [...counts]
    .filter(([, { hits, n }]) => hits >= FEWEST_HITS && n < total.n)
    .map(([feature, own]) => liftOf([feature], own, { hits: total.hits - own.hits, n: total.n - own.n }))
    .filter(({ z }) => z >= least)
    .toSorted((a, b) => b.margin - a.margin || b.z - a.z);
}

export function liftOf(features: readonly Feature[], own: Rate, rest: Rate): Lift {
  const pooled = (own.hits + rest.hits) / (own.n + rest.n);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / own.n + 1 / rest.n));
  const rise = own.hits / own.n - rest.hits / rest.n;
  const margin = wilson(own.hits, own.n).low - wilson(rest.hits, rest.n).high;
  return { features, with: own, without: rest, z: error === 0 ? 0 : rise / error, margin };
}
