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

/** What somebody entered as the address of a page of theirs. */
const OWN_PAGE =
  /(?:website|home_?page|webpage|blog(?:_?url)?|portfolio|personal_?(?:url|site)|profile_?url|\bsite)['"\]]*\b/i;
/** Somewhere the scheme is looked at. */
const LOOKS_AT_SCHEME =
  /https?\W|scheme|protocol|safe_?url|sanitiz|filter_var|esc_url|urlparse|parse_url|starts_?with/i;

/** A link built of text: escaping keeps the attribute whole, and a script in place of the address as well. */
export const linkBuilt = (id: string): Rule =>
  where({
    id,
    cwe: 'CWE-79',
    severity: 'medium',
    why: 'A link may hold a script in place of an address.',
    on: 'return',
    when: ({ arguments: [value], written: [text = ''], around }) => {
      if (value === undefined || value.reach === 0 || !/href=\\?["']?\s*(?:\uFFFC|%s|\{\})/.test(value.text))
        return false;
      const filled =
        /href=\\?["'](?:%s|\{\})/.test(text) && /^[^%{]*href=/.test(text)
          ? (/["'`](?:\s*,|\.format\(|\s+%\s*\(?)\s*([^,]*(?:\([^()]*\))?)/.exec(text)?.[1] ?? '')
          : (/href=\\?["'](?:["'`]?\s*[.+]\s*|\$?\{)([^"'`+[]*(?:\[['"]\w+['"]\])?[^"'`+]*)/.exec(text)?.[1] ?? '');
      return OWN_PAGE.test(filled) && !LOOKS_AT_SCHEME.test(around);
    },
  });
