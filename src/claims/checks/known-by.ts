import { dayOf } from '../units/basis.ts';

/** Whether something of a date was there by a day. A month or year counts from its first day. */
export const knownBy = (date: string, asOf: string): boolean => dayOf(date) <= dayOf(asOf);
