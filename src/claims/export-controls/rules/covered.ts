import { all, any, not, type Truth } from '../truth.ts';
import type { Reading } from './data-centres.ts';
import type { Facts } from './rule.ts';
import { tiersOf } from './tiers.ts';

/** Whether an item is in 3A090.a, Note 2 considered. */
export function inTierA(facts: Facts, reading: Reading): Truth {
  const { a, excluded } = tiersOf(facts, reading);
  return all([a, not(excluded)]);
}

/** Whether an item is in 3A090.a or 3A090.b, Note 2 considered. */
export function inEitherTier(facts: Facts, reading: Reading): Truth {
  const { a, b, excluded } = tiersOf(facts, reading);
  return all([any([a, b]), not(excluded)]);
}
