import { ClaimError } from '../claim-error.ts';
import { unverified } from './record.ts';
import { economicRecord } from './records.ts';

/** A list price of a model, in dollars for a million tokens read and written, and where it is from. */
export interface ListPrice {
  readonly input: number;
  readonly output: number;
  /** `price.r1.in and price.r1.out, as of 2025-01-20`. */
  readonly from: string;
}

/**
 * The price of `price.r1`: the records `price.r1.in` and `price.r1.out`.
 * @throws ClaimError `unknown-quantity`, `no-value`, or `unlike-units` where they are not dollars for a million tokens
 */
export function listPrice(name: string): ListPrice {
  const [input, output] = [side(`${name}.in`, 'USD/Mtoken:input'), side(`${name}.out`, 'USD/Mtoken:output')];
  const days = [...new Set([input.asOf, output.asOf])].join(' and ');
  const unread = input.unread || output.unread ? ' (unverified)' : '';
  return { input: input.value, output: output.value, from: `${name}.in and ${name}.out, as of ${days}${unread}` };
}

function side(id: string, wanted: string): { value: number; asOf: string; unread: boolean } {
  const { value, unit, as_of: asOf, status } = economicRecord(id);
  if (value === undefined) throw new ClaimError('no-value', `${id} is a range without a value`);
  if (unit !== wanted) throw new ClaimError('unlike-units', `${id} is in ${unit}, and ${wanted} is wanted`);
  return { value, asOf, unread: unverified({ status }) };
}
