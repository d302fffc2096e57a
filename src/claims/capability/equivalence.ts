import { ClaimError } from '../claim-error.ts';
import { newcombeIndependent, newcombePaired, type PairedTable } from '../../statistics/newcombe.ts';
import type { Interval } from '../../statistics/result.ts';
import { equivalentPairedProportions } from '../../statistics/tost.ts';

/** "Matches" is a claim of equivalence: benchmark and harness are named, and so is the difference that would not matter. */
export interface CapabilityClaim {
  readonly benchmark: string;
  readonly harness: string;
  /** Of the share of items solved. */
  readonly margin: number;
  readonly alpha: number;
}

export interface CapabilityVerdict {
  /**
   * `matches`: the difference lies within the margin, at alpha. `better`, `worse`: its interval is beyond 0, and equivalence
   * was not shown. `not shown`: neither; the benchmark has too few items to tell.
   */
  readonly verdict: 'matches' | 'better' | 'worse' | 'not shown';
  /** The first minus the second, with the interval at 1 - 2 alpha that belongs to two one-sided tests. */
  readonly difference: Interval;
  /** Of the equivalence test; absent where only totals are known. */
  readonly p?: number;
  readonly method: string;
}

/** From outcomes on the same items (T. Tango, Statistics in Medicine 17, 1998, p. 891). */
export function pairedCapability(table: PairedTable, claim: CapabilityClaim): CapabilityVerdict {
  requireClaim(claim);
  const difference = newcombePaired(table, 1 - 2 * claim.alpha);
  const { p } = equivalentPairedProportions(table, claim.margin);
  const method = `paired score test of ${claim.benchmark} (${claim.harness}), margin ${claim.margin}`;
  return { verdict: verdictOf(difference, p < claim.alpha), difference, p, method };
}

/**
 * From published totals: all that is left where nobody says which items were solved. Less power than pairs, and blind to
 * which items are hard.
 */
export function publishedCapability(
  first: { readonly solved: number; readonly items: number },
  second: { readonly solved: number; readonly items: number },
  claim: CapabilityClaim,
): CapabilityVerdict {
  requireClaim(claim);
  const counted = ({ solved, items }: { solved: number; items: number }) => ({ hits: solved, n: items });
  const difference = newcombeIndependent(counted(first), counted(second), 1 - 2 * claim.alpha);
  const inside = difference.low > -claim.margin && difference.high < claim.margin;
  const method = `interval of independent shares of ${claim.benchmark} (${claim.harness}), margin ${claim.margin}`;
  return { verdict: verdictOf(difference, inside), difference, method };
}

function requireClaim({ margin, alpha }: CapabilityClaim): void {
  if (!(margin > 0 && margin < 1)) throw new ClaimError('out-of-range', `the margin ${margin} is not between 0 and 1`);
  if (!(alpha > 0 && alpha < 0.5)) throw new ClaimError('out-of-range', `alpha ${alpha} is not between 0 and 0.5`);
}

function verdictOf({ low, high }: Interval, equivalent: boolean): CapabilityVerdict['verdict'] {
  if (equivalent) return 'matches';
  return low > 0 ? 'better' : high < 0 ? 'worse' : 'not shown';
}
