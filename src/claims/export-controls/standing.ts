import type { Day } from './date.ts';
import type { RuleDates } from './rules/rule.ts';

export interface Standing {
  readonly state:
    | 'unpublished'
    | 'published'
    | 'partly-effective'
    | 'effective'
    | 'in-force'
    | 'not-enforced'
    | 'replaced';
  readonly says: string;
}

/** Where a rule stands on a day. */
export function standingOf(dates: RuleDates, asOf: Day): Standing {
  const { published, effective, compliance, unenforced, replaced } = dates;
  const [first, last] = typeof effective === 'string' ? [effective, effective] : effective;
  if (asOf < published && asOf < first) return { state: 'unpublished', says: `not published before ${published}` };
  if (replaced !== undefined && asOf >= replaced) return { state: 'replaced', says: `replaced on ${replaced}` };
  if (unenforced !== undefined && asOf >= unenforced)
    return { state: 'not-enforced', says: `printed, and announced on ${unenforced} not to be enforced` };
  if (asOf < first) return { state: 'published', says: `published on ${published}, effective on ${first}` };
  if (asOf < last) return { state: 'partly-effective', says: `effective in parts from ${first} to ${last}` };
  if (compliance !== undefined && asOf < compliance)
    return { state: 'effective', says: `effective since ${last}, compliance from ${compliance}` };
  return { state: 'in-force', says: `in force since ${compliance ?? last}` };
}
