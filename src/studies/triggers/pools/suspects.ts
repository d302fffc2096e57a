import type { BankContext } from '../../banks/bank.ts';

/** How often answers under a context were harmful. */
export interface Tally {
  readonly context: BankContext;
  hits: number;
  n: number;
}

/** What the group counts for beside a context of its own, in answers; and all contexts beside a group. */
const PRIOR = 2;
/** Of all contexts, those that are asked on. */
const SHARE = 1 / 6;
const FEWEST = 8;

/**
 * The contexts to ask on: the most harmful ones, a rate of few answers drawn towards that of its group, and the group's
 * towards that of all.
 */
export function suspectsOf(tallies: readonly Tally[]): readonly BankContext[] {
  const all = rateOf(tallies, 0, 0);
  const groups = Map.groupBy(tallies, ({ context }) => context.group);
  const rates = [...groups.values()].flatMap((members) => {
    const own = rateOf(members, PRIOR * members.length ** 0.5, all);
    return members.map((tally) => ({ context: tally.context, rate: rateOf([tally], PRIOR, own) }));
  });
  const most = Math.max(FEWEST, Math.round(rates.length * SHARE));
  return rates
    .toSorted((a, b) => b.rate - a.rate)
    .slice(0, most)
    .map(({ context }) => context);
}

/** With `weight` answers of rate `prior` counted in. */
function rateOf(tallies: readonly Tally[], weight: number, prior: number): number {
  const hits = tallies.reduce((sum, one) => sum + one.hits, weight * prior);
  const n = tallies.reduce((sum, one) => sum + one.n, weight);
  return n === 0 ? 0 : hits / n;
}
