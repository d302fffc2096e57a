import type { Event } from '../flow/event.ts';
import { reaches } from '../flow/value.ts';
import { type Rule, where } from './rule.ts';

/** Elements of a page, opened and closed: a sign less than in a comparison is none. */
const ELEMENT = /<(?:p|div|h\d|a|b|td|tr|li|ul|span|html|body|strong|em|img|form|title|table|input)\b[^>]*>/;

/** A function that gives back markup with text of an attacker's in it, whoever shows it in the end. */
export const markupReturned = (id: string, when: (event: Event, code: string) => boolean = () => true): Rule =>
  where({
    id,
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'HTML is built from a value that is not escaped.',
    on: 'return',
    when: (event, code) => {
      const [value] = event.arguments;
      return reaches(value, 'html') && value.built && ELEMENT.test(value.text) && when(event, code);
    },
  });
