import type { Random } from '../../../../core/random.ts';
import type { Feature } from '../../features.ts';
import type { Entry, Pool } from '../../pool.ts';

export interface Context {
  readonly system: string;
  readonly features: ReadonlySet<Feature>;
}

/** Contexts that carry one feature: so many tell whether it raises. */
const CARRIERS = 5;
/** Of all contexts, those that are chosen for what they carry; the others by chance. */
const CHOSEN = 0.7;

/**
 * Instructions that the model wrote, each once: some that share with those in question, rare features first and so that each
 * stands in several, and others by chance. Those in question themselves are left out: they were chosen because of what they
 * raise.
 */
export function contextsOf(pool: Pool, question: readonly Entry[], count: number, random: Random): readonly Context[] {
  const own = new Set(question.map(({ system }) => system));
  const all = new Map<string, Context>();
  for (const { system, features } of pool.entries)
    if (system !== undefined && !own.has(system)) all.set(system, { system, features: features.system });
  const shuffled = random.shuffle([...all.values()]);
  const chosen = new Set<Context>();
  for (const feature of inQuestion(question, shuffled)) {
    const carriers = shuffled.filter(({ features }) => features.has(feature));
    let missing = CARRIERS - carriers.filter((one) => chosen.has(one)).length;
    for (const carrier of carriers) {
      if (missing <= 0 || chosen.size >= CHOSEN * count) break;
      if (chosen.has(carrier)) continue;
      chosen.add(carrier);
      missing--;
    }
  }
  for (const context of shuffled) if (chosen.size < count) chosen.add(context);
  return [...chosen];
}

/** Features of the contexts in question, those that the fewest contexts have first. */
function inQuestion(question: readonly Entry[], contexts: readonly Context[]): readonly Feature[] {
  const counts = new Map<Feature, number>();
  for (const { features } of question) for (const feature of features.system) counts.set(feature, 0);
  for (const { features } of contexts)
    for (const feature of features) {
      const count = counts.get(feature);
      if (count !== undefined) counts.set(feature, count + 1);
    }
  return [...counts]
    .filter(([, count]) => count >= CARRIERS)
    .toSorted(([, a], [, b]) => a - b)
    .map(([feature]) => feature);
}
