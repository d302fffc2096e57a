import { ClaimError } from '../claim-error.ts';
import type { Basis } from '../units/basis.ts';
import { quantity, type Quantity } from '../units/quantity.ts';
import type { EconomicRecord } from './record.ts';
import { RECORDS } from './records.gen.ts';

const byId = new Map(RECORDS.map((record) => [record.id, record]));

/** @throws ClaimError `unknown-quantity` */
export function economicRecord(id: string): EconomicRecord {
  const record = byId.get(id);
  if (record === undefined) throw new ClaimError('unknown-quantity', `data/economics has no ${id}`);
  return record;
}

/** A rent of a chip, whatever the chip and the time. */
const RENT = /^[A-Z]{3}(:[^/]*)?\/chip(:[^/]*)?\/(h|s|day|month|year)$/;

/** What the number holds already: rents hold the state of the market on their day. */
export function basisOf({ as_of: asOf, live, unit }: EconomicRecord): Basis {
  const holds = RENT.test(unit) ? { holds: [{ kind: 'market-rent', asOf }] as const } : {};
  return { asOf, ...(live === undefined ? {} : { live }), ...holds };
}

/**
 * The value of a record in base units, with its basis.
 * @throws ClaimError `unknown-quantity`, or `no-value` where the source gives a range alone
 */
export function economicQuantity(id: string): Quantity {
  const record = economicRecord(id);
  if (record.value === undefined) throw new ClaimError('no-value', `${id} is a range without a value`);
  return quantity(record.value, record.unit, basisOf(record));
}

/** The bare value, in the record's own unit. @throws ClaimError as `economicQuantity` */
export function valueOf(id: string): number {
  const { value } = economicRecord(id);
  if (value === undefined) throw new ClaimError('no-value', `${id} is a range without a value`);
  return value;
}
