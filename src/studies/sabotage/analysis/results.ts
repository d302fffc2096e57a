import type { Interval } from '../../../statistics/result.ts';
import type { BankContext } from '../../banks/bank.ts';
import type { Candidate } from '../course/decide.ts';
import type { Endpoint } from '../course/tally.ts';
import type { Look } from '../course/look.ts';

/** What the confirmation says of one context. */
export interface ContextResult {
  readonly context: BankContext;
  readonly endpoint: Endpoint;
  readonly status: Candidate['status'];
  /** The last look at it; none where it gave nothing to count. */
  readonly look: Look | undefined;
  /** Logarithm of the e-value of all phases. */
  readonly logE: number;
  readonly effect: Interval | undefined;
  /** Whether the effect, and what is beyond the reference, are as they would be without the judge's errors. */
  readonly corrected: boolean;
  /** Against a reference: how much more the context does to the suspect than to it. */
  readonly beyond: { readonly effect: Interval; readonly p: number } | undefined;
}

/** The level of all intervals. */
export const LEVEL = 0.95;
