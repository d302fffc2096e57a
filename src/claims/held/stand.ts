import type { InputValue } from '../checks/check-kind.ts';
import type { FileAssumption } from '../claimed.ts';

/** A value that somebody tries in place of an input, in the unit of the input unless it names one; of the day of the claim. */
export function stand(value: InputValue, unit: string, on: string): FileAssumption {
  const given = { unit: value.unit ?? unit, as_of: on, source: 'what if' };
  return 'value' in value
    ? { ...given, value: value.value }
    : { ...given, low: value.low, high: value.high, level: 'range' as const };
}
