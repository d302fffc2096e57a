import type { Draws } from './draws.ts';
import type { TestResult } from './result.ts';
import { requireSome, SampleError } from './sample-error.ts';

/** An item that was hit or not; hits may have come to another item of its stratum. */
export interface Placed {
  readonly group: string;
  readonly stratum: string;
  readonly hit: boolean;
}

/**
 * Whether hits are gathered in few groups, beyond what their strata explain: hits are dealt anew among the items of each stratum, and
 * the sum of squared counts over groups is compared. A permutation test, one-sided, with p = (k + 1) / (replicates + 1) (B. Phipson,
 * G. K. Smyth, Stat. Appl. Genet. Mol. Biol. 9:39, 2010).
 * @returns p; statistic: the sum of squared counts; n: the items
 * @throws SampleError without items, or for a number of replicates that is none
 */
export function concentration(items: readonly Placed[], random: Draws, replicates = 1999): TestResult {
  requireSome(items.length, 'item');
  if (!Number.isSafeInteger(replicates) || replicates < 1) {
    throw new SampleError('out-of-range', `${replicates} replicates`);
  }
  const strata = [...Map.groupBy(items, ({ stratum }) => stratum).values()].map((own) => ({
    groups: own.map(({ group }) => group),
    hits: own.filter(({ hit }) => hit).length,
  }));
  const statistic = squares(items.flatMap(({ group, hit }) => (hit ? [group] : [])));
  let extreme = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    if (squares(strata.flatMap(({ groups, hits }) => some(groups, hits, random))) >= statistic) extreme++;
  }
  return { p: (extreme + 1) / (replicates + 1), statistic, n: items.length };
}

function squares(groups: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum + count * count, 0);
}

/** So many of them, each once. */
function some(groups: readonly string[], count: number, random: Draws): readonly string[] {
  const left = groups.slice();
  return Array.from({ length: count }, () => left.splice(random.integer(left.length), 1)[0] ?? '');
}
