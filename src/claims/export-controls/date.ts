import { UsageError } from '../../core/errors.ts';

declare const brand: unique symbol;

/** A day, `2024-06-01`. Days compare as texts. */
export type Day = string & { readonly [brand]: 'day' };

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** The day that a text names. Throws a `UsageError` where there is no such day in the calendar. */
export function day(text: string): Day {
  const time = SHAPE.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // A text like 2024-02-30 is read as a day of March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text)
    throw new UsageError(`${JSON.stringify(text)} is no day; write it as 2024-06-01`);
  return text as Day;
}
