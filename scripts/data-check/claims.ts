import type { Claim } from '../../src/claims/claim.ts';

/** What is wrong between the files; each claim was tried when it was read: ids, records, units, dates. */
export function faults(claims: readonly Claim[]): string[] {
  const ids = claims.map(({ id }) => id);
  return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id}: two claims of the casebook have this id`);
}
