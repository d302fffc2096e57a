import type { Day } from './date.ts';
import { EVENTS } from './events.gen.ts';
import type { PolicyEvent } from './schema.ts';
import { settled } from './settled.ts';

/** Whether a requirement still stands by itself on a day. */
export const stands = ({ until }: PolicyEvent, asOf: Day): boolean => until === undefined || asOf < until;

/** What had happened by a day, oldest first. An event of which only the month is known counts from the month's end. */
export const timeline = (asOf: Day): readonly PolicyEvent[] => EVENTS.filter(({ date }) => settled(date) <= asOf);
