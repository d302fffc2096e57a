import { dayOf } from '../units/basis.ts';

/**
 * Whether something of a date was there by a day. A number of a month or year is of all of it, and counts from its first day;
 * of an event see `event/check.ts`.
 */
export const knownBy = (date: string, asOf: string): boolean => dayOf(date) <= dayOf(asOf);

/** Something with the day that it is of: a record, an assumption, a result. */
export interface Dated {
  readonly name: string;
  readonly date: string;
}

/** What of it was not there yet by a day, as a sentence; nothing where all of it was. */
export function notYetSaid(all: readonly Dated[], asOf: string): string | undefined {
  const later = all.filter(({ date }) => !knownBy(date, asOf));
  if (later.length === 0) return undefined;
  return `not yet said on ${asOf}: ${later.map(({ name, date }) => `${name} is of ${date}`).join(', ')}`;
}
