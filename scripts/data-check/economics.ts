import type { EconomicRecord } from '../../src/claims/economics/record.ts';
import { basisOf } from '../../src/claims/economics/records.ts';
import { dayOf, requireDated } from '../../src/claims/units/basis.ts';
import { unit } from '../../src/claims/units/unit.ts';

const twice = (ids: readonly string[]): string[] => ids.filter((id, at) => ids.indexOf(id) !== at);

/** What is wrong with single records, beyond their schema. */
export function faults(records: readonly EconomicRecord[]): string[] {
  const found = twice(records.map(({ id }) => id)).map((id) => `${id}: the id is taken`);
  for (const record of records) {
    const attempt = (check: () => unknown): void => {
      try {
        check();
      } catch (error) {
        found.push(`${record.id}: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
    attempt(() => unit(record.unit));
    attempt(() => dayOf(record.as_of));
    attempt(() => requireDated(basisOf(record)));
    found.push(...intervalFaults(record).map((fault) => `${record.id}: ${fault}`));
  }
  return found;
}

function intervalFaults({ value, low, high, level }: EconomicRecord): string[] {
  const found: string[] = [];
  if ((low === undefined) !== (high === undefined)) found.push('one end of the interval is missing');
  if ((low === undefined) !== (level === undefined)) found.push('an interval has a level, and a level an interval');
  if (value === undefined && low === undefined) found.push('neither value nor range');
  if (low !== undefined && high !== undefined && low >= high) found.push('the interval is empty');
  if (value !== undefined && low !== undefined && high !== undefined && (value < low || value > high)) {
    found.push('the value lies outside of its interval');
  }
  return found;
}
