import type { Claim } from '../claim.ts';
import type { ClaimedRange } from '../held/claimed-range.ts';
import type { Decides, Held } from '../verdict.ts';

export type Check = Claim['check'];

export interface CheckContext {
  /** Day of the check, and day of the claim: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
  readonly asOf: string;
  readonly on: string;
  readonly draws: number;
  readonly seed: number | string;
}

/** What a claim was held against, and what keeps it from being supported however it fares. */
export interface Evidence {
  readonly sets: readonly Held[];
  /** Why the claim is more general, or of another thing, than the evidence. */
  readonly limits: readonly string[];
  readonly claimed?: ClaimedRange;
  /** Where a kind knows better than the common rule. */
  readonly decides?: Decides;
}

/** A number, or a range without a probability, that stands in place of an input; in the unit that the input is declared in, unless one is named. */
export type InputValue =
  | { readonly value: number; readonly unit?: string }
  | { readonly low: number; readonly high: number; readonly unit?: string };

/** One way to check claims. Methods, so that a registry may hold all kinds. */
export interface CheckKind<C extends Check = Check> {
  readonly kind: C['kind'];
  /** What claims of this kind are held against. */
  readonly thing: Decides['what'];
  readonly about: string;
  /** @throws ClaimError where the claim names what is not there, or units and dates that do not add up */
  hold(check: C, context: CheckContext): Evidence;
  /** Names of inputs that `with` can replace. */
  inputs(check: C): readonly string[];
  /** The check with an input replaced wherever it stands. */
  with(check: C, name: string, value: InputValue, context: CheckContext): C;
}
